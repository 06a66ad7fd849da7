'use strict';
// Small things that every other script uses. All scripts are classic and share this scope: from disk, browsers refuse
// modules.

/** The element with this id. */
const at = (id) => document.getElementById(id);

/**
 * Makes an element, `make('p.quiet', {id: 'kept'}, 'text', element)`; the properties may be left out. Texts become
 * text nodes and values become properties or attributes, never markup: what a name or a prompt holds stays text.
 */
function make(selector, ...content) {
  const [tag, ...classes] = selector.split('.');
  const element = document.createElement(tag);
  if (tag === 'button') element.type = 'button';
  if (classes.length) element.className = classes.join(' ');
  const given = content[0];
  if (given && Object.getPrototypeOf(given) === Object.prototype) set(element, content.shift());
  element.append(...content.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, properties) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'on')
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (key in element && !key.includes('-') && key !== 'role') element[key] = value;
    else element.setAttribute(key, value);
  }
}

/** The sign of a state; the word stands beside it. */
const dot = (state) => make('span.dot', {'data-state': state, 'aria-hidden': 'true'});
const tag = (state, ...words) => make('span.tag', {'data-state': state}, words);
const quiet = (...words) => make('p.quiet', words);

/** Characters that show nothing and yet change how a text reads; not the joiners that scripts and emoji need. */
const hiddenCharacters = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b\\u200e\\u200f]',
    '[\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]',
    '[\\u{e0000}-\\u{e007f}]+',
  ].join('|'),
  'gu');

const hiddenNames = {
  '\u061c': 'Arabic letter mark',
  '\u200b': 'zero width space',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\ufeff': 'byte order mark',
  '\u00ad': 'soft hyphen',
};

function codePoint(character) {
  const code = 'U+' + character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
  const length = [...character].length;
  return length > 1 ? `${code}… (${length})` : code;
}

/** The text for where no element can stand (labels, titles, exports), hidden characters spelled out. */
const spelled = (text) => String(text).replace(hiddenCharacters, (found) => `[${codePoint(found)}]`);

/** The text as nodes, hidden characters as labelled marks. */
function visible(value) {
  const text = String(value);
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(hiddenCharacters)) {
    nodes.push(text.slice(from, match.index));
    const title = hiddenNames[match[0]] || 'a character that shows nothing';
    nodes.push(make('span.hidden-mark', {title}, codePoint(match[0])));
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== '');
}

/** A text of someone else in a line of ours: isolated, so that its direction does not reorder what surrounds it. */
const isolated = (text) => make('bdi', {dir: 'auto'}, visible(text));

const code = (text) => make('code', {dir: 'auto'}, visible(text));

function sizeOf(bytes) {
  if (bytes === null || bytes === undefined) return '';
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000, unit = 0;
  while (value >= 999.5 && unit < 2) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

const sidesOf = (picture) => (picture && picture.width ? `${picture.width}x${picture.height}` : '');

function shareOf(share) {
  if (share > 0 && share < 0.01) return 'under 0.01 %';
  if (share < 100 && share > 99.99) return 'over 99.99 %';
  return `${Number(share.toFixed(share < 10 ? 2 : 1))} %`;
}

const number = (count) => count.toLocaleString('en');
const counted = (count, one, many) => `${number(count)} ${count === 1 ? one : many || one + 's'}`;

/** A file of this folder, or null: nothing else of the data ever becomes an address. */
const address = (file) =>
  (/^(pictures|thumbnails|differences)\/[0-9a-f-]+\.(png|jpg|webp)$/.test(file || '') ? file : null);

/** A picture's thumbnail in a box; where there is none, the sentence that says why. */
function thumbnail(picture, alt, without = 'no picture') {
  const file = picture && (address(picture.thumbnail) || address(picture.file));
  if (!file || !picture.width) return make('span.no-picture', picture?.problem ? visible(picture.problem) : without);
  const tiny = Math.max(picture.width, picture.height) <= 48;
  const image = make('img', {
    loading: 'lazy',
    decoding: 'async',  // before the address: setting that starts the request
    alt,
    width: picture.width,
    height: picture.height,
    draggable: false,
    src: file,
  });
  image.classList.toggle('checker', picture.transparent);
  image.classList.toggle('tiny', tiny);
  image.addEventListener('error', () => image.replaceWith(make('span.no-picture', 'the file cannot be shown')));
  return image;
}

/** Says a sentence to those who do not see what changed. */
function announce(sentence) {
  const region = at('announce');
  const inside = document.querySelector('dialog[open]');
  // What lies outside of an open dialog is inert, and not read.
  (inside || document.body).append(region);
  region.textContent = '';
  requestAnimationFrame(() => {
    region.textContent = sentence;
  });
}

/** Copies; from disk the clipboard may be missing or refused, then by selection. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = make('textarea.unseen', {value: text, tabIndex: -1});
    const focused = document.activeElement;
    (document.querySelector('dialog[open]') || document.body).append(field);
    field.select();
    let done = false;
    try {
      done = document.execCommand('copy');
    } catch { done = false; }
    field.remove();
    focused?.focus();
    return done;
  }
}

/** A button that copies a text and says so on itself. */
function copyButton(text, what) {
  const button = make('button.small', {'aria-label': `Copy ${what}`}, 'Copy');
  button.addEventListener('click', async () => {
    const done = await copy(text);
    button.textContent = done ? 'Copied' : 'Not copied';
    announce(done ? `${what} copied` : `${what} could not be copied`);
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  return button;
}
