'use strict';

/** Prompts: where their pieces come from, and how two of them differ. */
const Prompt = (() => {
  const long = 900;

  /** A text that may be very long: its beginning, and the rest on request. */
  function folded(content, length, className) {
    const body = make(`div.text${className ? `.${className}` : ''}`, {dir: 'auto'}, content);
    if (length <= long) return body;
    body.classList.add('cut');
    const more = make('button.small', {'aria-expanded': 'false'}, `Show all ${number(length)} characters`);
    more.addEventListener('click', () => {
      const opens = body.classList.contains('cut');
      body.classList.toggle('cut', !opens);
      more.setAttribute('aria-expanded', String(opens));
      more.textContent = opens ? 'Show less' : `Show all ${number(length)} characters`;
    });
    return make('div', body, more);
  }

  const text = (value) => folded(visible(value), value.length);
  const placeOf =
    (piece) => [piece.file, piece.line, piece.column].filter((part) => part !== null && part !== undefined).join(':');

  /** The prompt by its pieces; each says where it stands, and each place shows its pieces. */
  function pieces(list) {
    const sources = new Map();
    const spans = list.map((piece) => {
      const label = `${piece.source}, ${placeOf(piece)}`;
      if (!sources.has(label)) sources.set(label, {piece, label, spans: [], index: sources.size});
      const source = sources.get(label);
      const span =
        make('span.piece', {'data-source': String(source.index % 6), title: spelled(label)}, visible(piece.text));
      source.spans.push(span);
      return {span, source};
    });
    // One source alone says nothing about the pieces.
    if (sources.size === 1)
      for (const {span} of spans) span.classList.remove('piece');
    const entries = [...sources.values()].map((source) => {
      const button = make('button.source', {'data-source': String(source.index % 6)}, isolated(source.piece.source),
        ' ', make('span.place', isolated(placeOf(source.piece))));
      source.button = button;
      const light = (on) => {
        for (const each of [button, ...source.spans]) each.classList.toggle('lit', on);
      };
      for (const [event, on] of [['mouseenter', true], ['focus', true], ['mouseleave', false], ['blur', false]])
        button.addEventListener(event, () => light(on));
      for (const span of source.spans)
        for (const [event, on] of [['mouseenter', true], ['mouseleave', false]])
          span.addEventListener(event, () => light(on));
      button.addEventListener('click', () => source.spans[0].scrollIntoView({block: 'nearest'}));
      return make('li', button);
    });
    return {
      spans: spans.map(({span}) => span),
      legend: make('ul.sources', {role: 'list', 'aria-label': 'Where the pieces of the prompt stand'}, entries)
    };
  }

  function build(data) {
    const written = data.pieces.map((piece) => piece.text).join('');
    const parts = pieces(data.pieces);
    if (!data.pieces.length) return [text(data.prompt)];
    if (written === data.prompt) return [folded(parts.spans, written.length), parts.legend];
    const asWritten = make('details', make('summary', 'As written, with the places of its pieces'),
      folded(parts.spans, written.length), parts.legend);
    return [text(data.prompt), asWritten];
  }

  /** The word diff. Signs stand beside the colours, and what is the same for long is folded. */
  function words(list) {
    const parts = list.map((part) => {
      if (part.kind === 'added')
        return make('ins', make('span.unseen', ' added: '), visible(part.text), make('span.unseen', ' end added '));
      if (part.kind === 'removed')
        return make('del', make('span.unseen', ' removed: '), visible(part.text), make('span.unseen', ' end removed '));
      return same(part.text);
    });
    return folded(parts,
      list.reduce((sum, part) => sum + Math.min(part.text.length, part.kind === 'same' ? 260 : Infinity), 0), 'diff');
  }

  function same(value) {
    const characters = [...value];
    if (characters.length < 400) return visible(value);
    const middle = characters.slice(120, -120).join('');
    const button = make('button.small.gap', `… ${number(characters.length - 240)} characters are the same …`);
    button.addEventListener('click', () => button.replaceWith(...visible(middle)));
    return [visible(characters.slice(0, 120).join('')), button, visible(characters.slice(-120).join(''))];
  }

  return {build, words, text};
})();
