'use strict';

/**
 * Which images are shown, and which one is opened. It lives in the address behind the `#`, so that a link can be shared
 * and Back works, from disk too.
 */
const Filters = (() => {
  const groups = {state: new Set(), change: new Set(), review: new Set()};
  let search = '';
  let terms = [];
  let image = null;
  const buttons = [];
  const listeners = [];

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const name of Object.keys(groups)) groups[name] = new Set((given.get(name) || '').split(',').filter(Boolean));
    search = given.get('search') || '';
    terms = split(search);
    image = given.get('image');
  }

  const split = (text) => Items.fold(text).split(/\s+/).filter(Boolean);

  function hash() {
    const parts = [];
    for (const [name, chosen] of Object.entries(groups))
      if (chosen.size) parts.push(`${name}=${[...chosen].map(encodeURIComponent).join(',')}`);
    if (search) parts.push(`search=${encodeURIComponent(search)}`);
    if (image !== null) parts.push(`image=${encodeURIComponent(image)}`);
    // An empty one would scroll to the top.
    return '#' + (parts.join('&') || 'all');
  }

  function write(replaces) {
    const next = hash();
    if (next === (location.hash || '#all')) return;
    if (replaces) location.replace(next);
    else location.hash = next;
  }

  const active = () => Boolean(search) || Object.values(groups).some((chosen) => chosen.size);

  function shows(item) {
    return (!groups.state.size || groups.state.has(item.state)) &&
      (!groups.change.size || groups.change.has(item.changeKind)) &&
      (!groups.review.size || (item.reviewable && groups.review.has(Verdicts.of(item) || 'open'))) &&
      terms.every((term) => item.text.includes(term));
  }

  function group(title, name, entries) {
    const id = `filter-${name}`;
    const row = make('div.filter', {role: 'group', 'aria-labelledby': id}, make('span.filter-title', {id}, title));
    for (const [value, word, count] of entries) {
      const amount = make('b', number(count || 0));
      const properties = {'aria-pressed': 'false', 'data-filter': name, 'data-value': value};
      const button = make('button.chip', properties, dot(value), word, ' ', amount);
      button.addEventListener('click', () => toggle(name, value));
      buttons.push({button, name, value, amount});
      row.append(button);
    }
    return row;
  }

  function toggle(name, value) {
    if (!groups[name].delete(value)) groups[name].add(value);
    write(false);
    update();
  }

  function build() {
    const states = Items.states(Items.all);
    const kinds = Items.changes(Items.all).filter((entry) => entry.number);
    const verdicts = [['open', 'not reviewed'], ['approved', 'approved'], ['rejected', 'rejected']];
    const revision = spelled(window.gallery.comparison.revision || 'then');
    const since = `Since ${revision.length > 24 ? `${revision.slice(0, 12)}…` : revision}`;
    const rows = [
      states.length && group('State', 'state', states.map(({state, word, number}) => [state, word, number])),
      kinds.length && group(since, 'change', kinds.map(({kind, number}) => [kind, kind, number])),
      Items.reviewable().length && group('Review', 'review', verdicts),
    ].filter(Boolean);
    at('filters').replaceChildren(...rows);
    const field = at('search');
    let waiting = 0;
    field.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        search = field.value.trim();
        terms = split(search);
        write(true);
        update();
      }, 120);
    });
    at('clear').addEventListener('click', clear);
    at('nothing-clear').addEventListener('click', clear);
    window.addEventListener('hashchange', () => {
      read();
      update();
    });
    Verdicts.onChange(() => {
      countReviews();
      if (groups.review.size) update();
    });
    countReviews();
  }

  function clear() {
    for (const chosen of Object.values(groups)) chosen.clear();
    search = '';
    terms = [];
    write(false);
    update();
    at('search').focus();
  }

  function countReviews() {
    const items = Items.reviewable();
    for (const {name, value, amount} of buttons) {
      if (name === 'review')
        amount.textContent = number(items.filter((item) => (Verdicts.of(item) || 'open') === value).length);
    }
  }

  function update() {
    for (const {button, name, value} of buttons) button.setAttribute('aria-pressed', String(groups[name].has(value)));
    if (document.activeElement !== at('search')) at('search').value = search;
    at('clear').hidden = !active();
    for (const listener of listeners) listener();
  }

  /** Opens an image (null closes) in the address; moving from one to the next adds nothing to the way back. */
  function open(name, replaces) {
    image = name;
    write(replaces);
    update();
  }

  return {
    read,
    build,
    update,
    shows,
    active,
    open,
    onChange: (listener) => listeners.push(listener),
    get image() { return image; }
  };
})();
