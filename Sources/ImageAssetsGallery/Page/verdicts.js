'use strict';

/**
 * What the reviewer decided. The browser keeps it by the gallery's identity; a verdict holds the digest of the picture
 * that it is about, so that it does not stick to another picture of the same name.
 */
const Verdicts = (() => {
  let key = '';
  let kept = {verdicts: {}, theme: '', shortcuts: true};
  let lasting = true;
  const listeners = [];

  function load(id) {
    key = `image-assets gallery ${id}`;
    read();
    window.addEventListener('storage', (event) => {
      if (event.key !== key) return;
      read();
      for (const listener of listeners) listener(null);
    });
  }

  function read() {
    let text = null;
    try {
      text = localStorage.getItem(key);
    } catch { lasting = false; }
    const found = parsed(text);
    const entries = Object.entries(found.verdicts || {}).filter(([, entry]) => typeof entry?.sha256 === 'string');
    kept = {
      theme: String(found.theme || ''),
      shortcuts: found.shortcuts !== false,
      // Without a prototype: an image may be called `constructor`.
      verdicts: Object.assign(Object.create(null), Object.fromEntries(entries)),
    };
  }

  function parsed(text) {
    try {
      return JSON.parse(text) || {};
    } catch { return {}; }
  }

  /** Where the browser refuses, everything lives until the page is closed, which the page says. */
  function write() {
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch { lasting = false; }
    at('unkept').hidden = lasting;
  }

  const digest = (item) => item.picture?.sha256 || '';

  const about = (item) => {
    const entry = kept.verdicts[item.name];
    return entry && entry.sha256 === digest(item) ? entry : null;
  };

  function change(item, values) {
    const entry = {sha256: digest(item), verdict: null, note: '', pick: null, ...about(item), ...values};
    if (entry.verdict || entry.note || entry.pick) kept.verdicts[item.name] = entry;
    else delete kept.verdicts[item.name];
    write();
    for (const listener of listeners) listener(item);
  }

  /** Sets the verdict, or takes it back where it is the one that stands. Who approves wants no other candidate. */
  function toggle(item, verdict) {
    const next = of(item) === verdict ? null : verdict;
    change(item, next === 'approved' ? {verdict: next, pick: null} : {verdict: next});
    announce(next ? `${spelled(item.name)} ${next}` : `${spelled(item.name)} not reviewed`);
  }

  /** A candidate instead of the picture that is there, which is thereby rejected. */
  function pick(item, digest) {
    const next = about(item)?.pick === digest ? null : digest;
    change(item, next && item.reviewable ? {pick: next, verdict: 'rejected'} : {pick: next});
  }

  const of = (item) => about(item)?.verdict || null;

  function keep(setting, value) {
    kept[setting] = value;
    write();
  }

  return {
    load,
    of,
    toggle,
    pick,
    keep,
    picked: (item) => about(item)?.pick || null,
    note: (item) => about(item)?.note || '',
    setNote: (item, note) => change(item, {note}),
    /** A verdict about a picture of the same name that is no more there. */
    outdated: (item) => {
      const entry = kept.verdicts[item.name];
      return entry && !about(item) ? entry.verdict : null;
    },
    reviewed: () => Items.reviewable().filter((item) => of(item)),
    setting: (name) => kept[name],
    onChange: (listener) => listeners.push(listener),
  };
})();
