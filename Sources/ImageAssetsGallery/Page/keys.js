'use strict';

/** The keyboard: one table, which the help shows too. */
const Keys = (() => {
  const arrowKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

  const everywhere = [
    [['?'], 'show this help', () => at('help').showModal()],
  ];

  const onCards = [
    [['/'], 'search', () => search()],
    [[...arrowKeys, 'Home', 'End'], 'from card to card', (key) => Cards.move(key)],
    [['Enter'], 'open the image, or fold the family', null],
    [['b'], 'open it and blink between before and after', () => withCard((item) => Viewer.open(item, 'blink'))],
    [['a'], 'approve the picture', () => withCard((item) => item.reviewable && Verdicts.toggle(item, 'approved'))],
    [['r'], 'reject the picture', () => withCard((item) => item.reviewable && Verdicts.toggle(item, 'rejected'))],
  ];

  const inViewer = [
    [['Escape'], 'close, back to the card', null],
    [['n', 'p'], 'next image, previous image', (key) => Viewer.move(key === 'n' ? 1 : -1)],
    [['+', '-'], 'zoom in, zoom out', (key) => Stage.step(key === '+' ? 1 : -1)],
    [['0', '1'], 'fit, 100 %', (key) => (key === '0' ? Stage.fit() : Stage.full())],
    [arrowKeys, 'move the picture; next and previous image where all of it is seen', arrows],
    [['m'], 'next way to compare', () => Compare.cycle()],
    [['b'], 'blink, pause', () => Compare.blink()],
    [['a'], 'approve the picture', () => verdict('approved')],
    [['r'], 'reject the picture', () => verdict('rejected')],
    [['e'], 'write a note', () => at('note')?.focus()],
  ];

  const signs = {ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', '-': '−'};

  const withCard = (act) => {
    const item = Cards.focused();
    if (item) act(item);
    return Boolean(item);
  };
  const verdict = (value) => {
    if (Viewer.item?.reviewable && !Viewer.looksAtOther) Verdicts.toggle(Viewer.item, value);
  };

  function search() {
    at('search').focus();
    at('search').select();
  }

  function arrows(key) {
    const across = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    const along = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
    if (Stage.movable()) {
      Stage.pan(across * 60, along * 60);
      return true;
    }
    if (!across || document.activeElement !== at('stage')) return false;
    Viewer.move(across);
    return true;
  }

  function build() {
    document.addEventListener('keydown', pressed);
    at('help-open').addEventListener('click', () => at('help').showModal());
    at('help-close').addEventListener('click', () => at('help').close());
    at('shortcuts').checked = Verdicts.setting('shortcuts');
    at('shortcuts').addEventListener('change', (event) => Verdicts.keep('shortcuts', event.target.checked));
    at('help-keys')
      .append(...table('Among the images', [...onCards, ...everywhere]), ...table('Looking at one', inViewer));
    at('skip').addEventListener('click', (event) => {
      event.preventDefault();
      Cards.enter();
    });
  }

  function table(title, rows) {
    const entries = rows.map(([keys, words]) => {
      const caps = keys.map((key) => make('kbd', signs[key] || key));
      return make('div', make('dt', caps), make('dd', words));
    });
    return [make('h3', title), make('dl.keys', entries)];
  }

  /** Where a key means something else: a field that is typed in, a dialog of its own. */
  function pressed(event) {
    const target = event.target;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target === at('search') && event.key === 'Escape') {
      if (!target.value) Cards.enter();
      return;
    }
    if (target === at('search') && event.key === 'ArrowDown') {
      event.preventDefault();
      Cards.enter();
      return;
    }
    if (target === at('note') && event.key === 'Escape') {
      event.preventDefault();
      at('stage').focus();
      return;
    }
    // Who types into a field means the field; a range input has the arrows for itself.
    if (target.matches('input:not([type=range], [type=checkbox]), textarea, select')) return;
    const dialog = document.querySelector('dialog[open]');
    if (dialog && dialog !== at('viewer')) return;
    if (at('help').open || at('export').open) return;
    const arrow = /^(Arrow|Home|End)/.test(event.key);
    if (arrow && (target.matches('input') || (!dialog && !target.closest('#images') && target !== document.body)))
      return;
    if (arrow && dialog && target.closest('#panel')) return;
    if (event.key.length === 1 && !Verdicts.setting('shortcuts')) return;
    const unshifted = {'=': '+', '_': '-'};
    const key = event.key.length > 1 ? event.key : unshifted[event.key] || event.key.toLowerCase();
    const row = [...everywhere, ...(dialog ? inViewer : onCards)].find(([keys]) => keys.includes(key));
    if (!row || !row[2]) return;
    if (row[2](key) !== false) event.preventDefault();
  }

  return {build};
})();
