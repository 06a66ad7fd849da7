'use strict';

/** The grid: a card for each image, families folded under their entry. */
const Cards = (() => {
  const cards = new Map();  // item → its list element; a family's are made when it is first opened
  const items = new Map();  // and the other way round
  const families = [];
  let current = null;  // the button that Tab reaches; arrows move on from it

  function build() {
    const list = at('cards');
    for (const group of Items.groups(Items.all.filter((item) => !item.removed))) {
      if (group.family !== null && group.items.length > 1) list.append(family(group));
      else
        for (const item of group.items) list.append(card(item, 'h3'));
    }
    const removed = Items.all.filter((item) => item.removed);
    at('removed-cards').append(...removed.map((item) => card(item, 'h3')));
    for (const grid of [list, at('removed-cards')]) {
      grid.addEventListener('click', clicked);
      grid.addEventListener('focusin', (event) => {
        if (event.target.matches('.open, .family-toggle')) point(event.target);
      });
    }
    Filters.onChange(filter);
    Verdicts.onChange((item) => {
      for (const [each, element] of cards)
        if (!item || each === item) mark(each, element);
    });
  }

  // MARK: A card

  function card(item, heading) {
    const {data, change} = item;
    const compares = change?.kind === 'changed' && change.what.includes('picture') && change.before?.picture?.file;
    const alt = data.alt ? spelled(data.alt) : '';
    const without = data.problem || (item.removed && change.before?.problem);
    const half = (picture, text, word) => make('span.half', thumbnail(picture, text), make('small', word));
    const thumbs = compares ?
      [half(change.before.picture, '', 'before'), half(item.picture, alt, 'after')] :
      thumbnail(item.removed ? change.before?.picture : item.picture, alt, without ? visible(without) : 'no picture');
    const facts = `card-${item.index}`;
    const open = make('button.open', {tabIndex: -1, 'aria-describedby': facts}, isolated(item.name));
    const state = make('p.state', dot(item.state), make('span', item.stateWord), changed(item));
    const about = make('div.facts', {id: facts}, state, make('p.measures', measures(item)), reason(item));
    const properties = {'data-name': item.name, 'data-state': item.state, 'data-change': item.changeKind};
    const element = make(
      'li.card',
      properties,
      make(compares ? 'div.thumb.pair' : 'div.thumb', thumbs),
      make('div.words', make(`${heading}.name`, open), about),
      item.reviewable && make('div.verdict', verdict(item, 'approved', 'Approve'), verdict(item, 'rejected', 'Reject')),
    );
    items.set(element, item);
    cards.set(item, element);
    mark(item, element);
    return element;
  }

  function verdict(item, value, word) {
    const label = `${word} ${spelled(item.name)}`;
    return make('button', {'data-verdict': value, tabIndex: -1, 'aria-pressed': 'false', 'aria-label': label}, word);
  }

  function changed(item) {
    if (!item.change || item.removed) return null;
    return tag(item.changeKind, Items.becoming(item.change));
  }

  function measures(item) {
    const picture = item.removed ? item.change.before?.picture : item.picture;
    const share = item.change?.difference;
    return [sidesOf(picture), picture && sizeOf(picture.bytes), share && `${shareOf(share.share)} differ`]
      .filter(Boolean)
      .join(' · ');
  }

  function reason(item) {
    if (item.removed) return null;
    const {problem, reasons} = item.data;
    if (problem) return make('p.reason.problem', isolated(problem));
    if (reasons.length) return make('p.reason', isolated(reasons.join('; ')));
    const what = item.change?.what || [];
    if (!what.length) return null;
    return make('p.reason', `${what.join(', ')} ${what.length > 1 || what[0].endsWith('s') ? 'differ' : 'differs'}`);
  }

  function mark(item, element) {
    const verdict = Verdicts.of(item);
    if (verdict) element.setAttribute('data-reviewed', verdict);
    else element.removeAttribute('data-reviewed');
    for (const button of element.querySelectorAll('.verdict button'))
      button.setAttribute('aria-pressed', String(button.dataset.verdict === verdict));
  }

  // MARK: A family

  function family(group) {
    const list = make('ul.cards', {id: `family-${group.items[0].index}`, role: 'list', hidden: true});
    const toggle = make('button.family-toggle', {tabIndex: -1, 'aria-expanded': 'false', 'aria-controls': list.id},
      isolated(group.family));
    const about = make('p.family-about');
    const seen = group.items.filter((item) => item.picture?.file).slice(0, 6);
    const strip =
      make('div.strip', {'aria-hidden': 'true'}, seen.map((item) => make('span', thumbnail(item.picture, ''))));
    const head = make('div.family-head', make('h3.name', toggle), about, strip);
    const element = make('li.family', {'data-family': group.family}, head, list);
    families.push({...group, element, list, toggle, about, chosen: null});
    return element;
  }

  /** Opens or closes; what the reader chose stands until another filter asks for something else. */
  function fold(entry, opens) {
    if (opens && !entry.list.firstChild) entry.list.append(...entry.items.map((item) => card(item, 'h4')));
    entry.list.hidden = !opens;
    entry.toggle.setAttribute('aria-expanded', String(opens));
  }

  const amount = (shown, all) =>
    (shown === all ? counted(all, 'image') : `${number(shown)} of ${counted(all, 'image')}`);

  function describe(entry, shown) {
    const states =
      Items.states(shown).map((each) => make('span', dot(each.state), `${number(each.number)} ${each.word}`));
    const kinds = Items.changes(shown)
                    .filter((each) => each.number)
                    .map((each) => tag(each.kind, `${number(each.number)} ${each.kind}`));
    entry.about.replaceChildren(make('span', amount(shown.length, entry.items.length)), ...states, ...kinds);
  }

  // MARK: What is shown

  let shownFilter = '';

  function filter() {
    const changedFilter = shownFilter !== location.hash.replace(/&?image=[^&]*/, '');
    shownFilter = location.hash.replace(/&?image=[^&]*/, '');
    const shown = new Set(Items.all.filter(Filters.shows));
    for (const entry of families) {
      const members = entry.items.filter((item) => shown.has(item));
      entry.element.hidden = !members.length;
      if (changedFilter) entry.chosen = null;
      describe(entry, members.length ? members : entry.items);
      fold(entry, entry.chosen ?? (Filters.active() && members.length > 0));
    }
    for (const [item, element] of cards) element.hidden = !shown.has(item);
    at('removed').hidden = !Items.all.some((item) => item.removed && shown.has(item));
    at('empty').hidden = Items.all.length > 0;
    at('nothing').hidden = shown.size > 0 || !Items.all.length;
    const sentence = amount(shown.size, Items.all.length);
    if (at('count').textContent !== sentence) at('count').textContent = sentence;
    const inside = at('images').contains(document.activeElement);
    if (!current || !reachable(current) || (changedFilter && !inside)) point(targets()[0] || null);
  }

  function clicked(event) {
    const toggle = event.target.closest('.family-toggle');
    const entry = toggle && families.find((each) => each.toggle === toggle);
    if (entry) {
      entry.chosen = entry.list.hidden;
      fold(entry, entry.chosen);
      filter();
      return;
    }
    const element = event.target.closest('.card');
    const item = element && items.get(element);
    if (!item) return;
    const verdict = event.target.closest('[data-verdict]');
    if (verdict) Verdicts.toggle(item, verdict.dataset.verdict);
    else if (event.target.closest('.open')) Viewer.open(item);
  }

  // MARK: The walk by keyboard

  const reachable = (button) => button.isConnected && !button.closest('[hidden]');
  const targets = () => [...document.querySelectorAll('#images .open, #images .family-toggle')].filter(reachable);
  /** One card is on the way of Tab, with its buttons; arrows lead to the others. */
  function point(button) {
    for (const each of buttonsBeside(current)) each.tabIndex = -1;
    current = button;
    for (const each of buttonsBeside(button)) each.tabIndex = 0;
  }

  const buttonsBeside = (button) => (button ? button.closest('.card')?.querySelectorAll('button') || [button] : []);

  function move(key) {
    const all = targets();
    if (!all.length) return;
    const index = all.indexOf(current);
    if (key === 'Home') return focus(all[0]);
    if (key === 'End') return focus(all[all.length - 1]);
    if (key === 'ArrowLeft') return focus(all[Math.max(0, index - 1)]);
    if (key === 'ArrowRight') return focus(all[Math.min(all.length - 1, index + 1)]);
    const place = (button) => button.closest('.card, .family-head').getBoundingClientRect();
    const from = place(current);
    const down = key === 'ArrowDown';
    const beyond = all.map((button) => ({button, rect: place(button)}))
                     .filter(({rect}) => (down ? rect.top > from.top + 4 : rect.top < from.top - 4));
    if (!beyond.length) return;
    const row = beyond.reduce(
      (best, {rect}) => (down ? Math.min(best, rect.top) : Math.max(best, rect.top)), down ? Infinity : -Infinity);
    const across = ({rect}) => Math.abs(rect.left - from.left);
    focus(beyond.filter(({rect}) => Math.abs(rect.top - row) < 4).sort((a, b) => across(a) - across(b))[0].button);
  }

  function focus(button) {
    if (!button) return;
    point(button);
    button.focus({preventScroll: true});
    (button.closest('.card') || button.closest('.family-head')).scrollIntoView({block: 'nearest'});
  }

  /** Shows the card of an image and puts the focus on it. */
  function reveal(item) {
    const entry = families.find((each) => each.items.includes(item));
    if (entry && entry.list.hidden) {
      entry.chosen = true;
      fold(entry, true);
      filter();
    }
    const button = cards.get(item)?.querySelector('.open');
    focus(button && reachable(button) ? button : entry && reachable(entry.toggle) ? entry.toggle : targets()[0]);
  }

  return {
    build,
    move,
    reveal,
    /** The image whose card has the focus. */
    focused: () => {
      const element = document.activeElement?.closest?.('.card');
      return element ? items.get(element) : null;
    },
    enter: () => focus(current || targets()[0]),
    /** What the filter shows, in the order of the page: what Next and Previous walk through. */
    shown: () => Items.all.filter(Filters.shows),
  };
})();
