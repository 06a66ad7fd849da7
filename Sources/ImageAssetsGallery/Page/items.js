'use strict';

/** What the page shows: an item for each image and each removed one, in the manifest's order. */
const Items = (() => {
  const stateOrder =
    ['new', 'changed', 'missing', 'broken', 'modified', 'renamed', 'placeholder', 'frozen', 'upToDate'];
  const all = [];
  const byName = new Map();
  let compared = false;

  function load(data) {
    compared = Boolean(data.comparison.commit);
    for (const image of data.images) add(image, image.change, false);
    for (const gone of data.removed) {
      const change = {
        kind: 'removed',
        from: null,
        what: [],
        before: gone.before,
        difference: null,
        differenceProblem: null,
        words: null,
        facts: []
      };
      add(gone, change, true);
    }
  }

  function add(data, change, removed) {
    const picture = removed ? null : data.picture;
    const prompt = removed ? data.before?.prompt || '' : data.prompt;
    const item = {
      data,
      change,
      removed,
      picture,
      index: all.length,
      name: data.name,
      family: data.family || null,
      state: removed ? 'removed' : data.state,
      stateWord: removed ? 'removed' : data.stateWord,
      changeKind: change ? change.kind : null,
      // With a comparison about each image that differs, without one about each picture.
      reviewable: Boolean(compared ? change : picture?.file),
      text: fold([data.name, prompt, data.alt || ''].join('\n')),
    };
    all.push(item);
    if (!byName.has(item.name)) byName.set(item.name, item);
  }

  const fold = (text) => text.normalize('NFKC').toLocaleLowerCase('en');

  /** Consecutive members of a family as one group; what stands alone is an item. */
  function groups(items) {
    const found = [];
    for (const item of items) {
      const last = found[found.length - 1];
      if (item.family && last?.family === item.family.name) last.items.push(item);
      else found.push({family: item.family ? item.family.name : null, items: [item]});
    }
    return found;
  }

  function count(items, key) {
    const numbers = new Map();
    for (const item of items)
      if (item[key]) numbers.set(item[key], (numbers.get(item[key]) || 0) + 1);
    return numbers;
  }

  /** The states that occur, with number and word, those that ask for something first. */
  function states(items) {
    const numbers = count(items.filter((item) => !item.removed), 'state');
    const rank = (state) => (stateOrder.indexOf(state) + stateOrder.length + 1) % (stateOrder.length + 1);
    return [...numbers].sort((a, b) => rank(a[0]) - rank(b[0])).map(([state,
      number]) => ({state, number, word: items.find((item) => item.state === state).stateWord}));
  }

  const changes = (items) => ['changed', 'added', 'renamed', 'removed'].map(
    (kind) => ({kind, number: count(items, 'changeKind').get(kind) || 0}));

  /** What became of an image, in words. */
  const becoming = (change) => (change.from === null ? change.kind : [`${change.kind} from `, isolated(change.from)]);

  return {
    load,
    becoming,
    groups,
    states,
    changes,
    fold,
    all,
    named: (name) => byName.get(name) || null,
    reviewable: () => all.filter((item) => item.reviewable),
  };
})();
