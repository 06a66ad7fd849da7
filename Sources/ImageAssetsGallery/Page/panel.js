'use strict';

/** Beside the picture: the verdict, and everything that is known of the image. Made when it is opened. */
const Panel = (() => {
  function show(item) {
    const {data, change} = item;
    const parts = [
      item.reviewable && verdict(item),
      standing(item),
      change && !item.removed && changed(item),
    ];
    if (item.removed) parts.push(gone(item));
    else
      parts.push(
        section('Prompt as sent', Prompt.build(data), copyButton(data.prompt, 'Prompt')),
        data.revisedPrompt !== null &&
          section('Prompt as revised by the service', Prompt.text(data.revisedPrompt),
            copyButton(data.revisedPrompt, 'Revised prompt')),
        data.alt !== null && section('Alt text', Prompt.text(data.alt)),
        data.expectations.length > 0 && section('Expectations', list(data.expectations)),
        data.references.length > 0 && section('References', references(item, data.references)),
        data.candidates.length > 0 && section('Candidates in the store', candidates(item)),
        data.renditions.length > 0 && section('Renditions', renditions(item)),
        data.request.length > 0 && section('Request', requested(data.request)),
        data.provenance.length > 0 && section('Provenance', list(data.provenance)),
        section('Files', files(item)),
        section('Commands', commands(data)),
      );
    at('panel').replaceChildren(...parts.filter(Boolean));
    at('panel').scrollTop = 0;
  }

  // MARK: Pieces

  const section = (title, content, beside) =>
    make('section', make('div.section-head', make('h3', title), beside), content);
  const list = (sentences) => make('ul', sentences.map((sentence) => make('li', isolated(sentence))));
  const field = (name, value) =>
    make('div', make('dt', isolated(name)), make('dd', value instanceof Node ? value : isolated(value)));
  const facts = (rows) => make('dl.fields', rows.map(([name, value]) => field(name, value)));
  const requested = (fields) => facts(fields.map(({name, value}) => [name, value]));
  const problem = (sentence) => make('p.problem', isolated(sentence));
  const command = (text) => make('div.command', code(text), copyButton(text, 'Command'));

  /** A thumbnail that puts its picture on the stage, beside that of the image. */
  function look(item, picture, label) {
    const image = thumbnail(picture, '');
    if (image.tagName !== 'IMG') return make('div.small-thumb', image);
    const button = make('button.small-thumb', {'aria-label': `Look at ${spelled(label)}`}, image);
    button.addEventListener('click', () => Viewer.look(item, picture, label));
    return button;
  }

  /** A row of a list of pictures: the thumbnail, and what is said of it. */
  const row = (thumb, ...words) => make('li', thumb, make('div', words));
  const rowsOf = (rows) => make('ul.rows', {role: 'list'}, rows);

  const measures = (picture) =>
    picture && [sidesOf(picture), sizeOf(picture.bytes), picture.mediaType].filter(Boolean).join(', ');

  // MARK: Verdict and state

  function verdict(item) {
    const button = (value, word, key) => {
      const properties = {'data-verdict': value, 'aria-keyshortcuts': key};
      const element = make('button', properties, word);
      element.addEventListener('click', () => Verdicts.toggle(item, value));
      return element;
    };
    const note = make(
      'textarea', {id: 'note', rows: 2, dir: 'auto', placeholder: 'Note, for the pull request', 'aria-label': 'Note'});
    note.value = Verdicts.note(item);
    note.addEventListener('input', () => Verdicts.setNote(item, note.value));
    const old = Verdicts.outdated(item);
    const element = make('section.verdict-box', {id: 'verdict'}, make('h3.unseen', 'Verdict'),
      make('div.verdict', button('approved', 'Approve', 'a'), button('rejected', 'Reject', 'r')), note,
      old && quiet(`You ${old} an older picture of this image; that does not count for this one.`));
    markVerdict(item, element);
    return element;
  }

  function markVerdict(item, element = at('verdict')) {
    for (const button of at('panel').querySelectorAll('[data-pick]'))
      button.setAttribute('aria-pressed', String(button.dataset.pick === Verdicts.picked(item)));
    if (!element) return;
    const value = Verdicts.of(item);
    element.dataset.reviewed = value || '';
    for (const button of element.querySelectorAll('[data-verdict]'))
      button.setAttribute('aria-pressed', String(button.dataset.verdict === value));
  }

  function standing(item) {
    const {data} = item;
    const line = make('p.state', dot(item.state), make('b', item.stateWord),
      item.change && !item.removed && tag(item.changeKind, Items.becoming(item.change)), data.accepted && tag(null, 'accepted'),
      data.placeholder && item.state !== 'placeholder' && tag(null, 'placeholder'),
      data.frozen && item.state !== 'frozen' && tag(null, 'frozen'));
    const picture = item.picture;
    return make('section.standing', make('h3.unseen', 'State'), line,
      picture && quiet([measures(picture), picture.transparent && 'with transparency'].filter(Boolean).join(', ')),
      data.problem && problem(data.problem),
      picture?.problem && picture.problem !== data.problem && problem(picture.problem),
      data.reasons?.length > 0 && list(data.reasons), data.notes?.length > 0 && make('div.quiet', list(data.notes)));
  }

  // MARK: Change

  function changed(item) {
    const {change, data} = item;
    if (change.kind === 'added')
      return section('Change', make('p', 'The revision does not have this image: it is added.'));
    const cell = (value) => make('td', isolated(value ?? 'none'));
    const rows = change.facts.map(
      (fact) => make('tr', make('th', {scope: 'row'}, isolated(fact.name)), cell(fact.before), cell(fact.after)));
    const before = change.before;
    const parts = [
      change.from !== null && make('p', 'The revision has it as ', isolated(change.from), ': it is renamed.'),
      (change.what.length > 0 || change.from === null) &&
        make('p', change.what.length ? `Differs: ${change.what.join(', ')}.` : 'Differs.',
          change.difference && ` ${shareOf(change.difference.share)} of the pixels differ.`),
      change.differenceProblem && quiet('No map of what differs: ', isolated(change.differenceProblem)),
      before?.problem && problem(before.problem),
      rows.length > 0 &&
        make('table',
          make('thead', make('tr', ['What', 'Before', 'After'].map((word) => make('th', {scope: 'col'}, word)))),
          make('tbody', rows)),
    ];
    const sections = [section('Change', parts.filter(Boolean))];
    if (change.words) sections.push(section('Change of the prompt', Prompt.words(change.words)));
    if (before && change.what.includes('references')) {
      sections.push(section(
        'References before', before.references.length ? references(item, before.references) : make('p', 'None.')));
    }
    if (before?.revisedPrompt && before.revisedPrompt !== data.revisedPrompt)
      sections.push(section('Prompt as revised before', Prompt.text(before.revisedPrompt)));
    const holder = document.createDocumentFragment();
    holder.append(...sections);
    return holder;
  }

  function gone(item) {
    const {data} = item;
    const holder = document.createDocumentFragment();
    const before = data.before;
    holder.append(section(
      'Change', [make('p', 'The manifest no longer has this image.'), before?.problem && problem(before.problem)]));
    if (before?.prompt) holder.append(section('Prompt as it was', Prompt.text(before.prompt)));
    if (before?.request?.length) holder.append(section('Request', requested(before.request)));
    if (before?.references?.length) holder.append(section('References', references(item, before.references)));
    holder.append(section('Files', facts([['output', code(data.path)]])));
    return holder;
  }

  // MARK: Other pictures

  function references(item, given) {
    return rowsOf(given.map((reference) => {
      const {path, image, role, picture} = reference;
      return row(
        look(item, picture, `reference ${path}`),
        make('p', code(path), role === 'mask' && tag(null, 'mask')),
        image !== null && make('p', Items.named(image) ? link(image) : isolated(image)),
        quiet(measures(picture)),
        reference.problem && problem(reference.problem),
      );
    }));
  }

  /** To an image of this gallery; by the address alone it would lose the filter. */
  function link(name) {
    const element = make('a', {href: `#image=${encodeURIComponent(name)}`}, isolated(name));
    element.addEventListener('click', (event) => {
      event.preventDefault();
      Filters.open(name, true);
    });
    return element;
  }

  function candidates(item) {
    return rowsOf(item.data.candidates.map((candidate) => {
      const {short, picture, published, mark, usable, note, remark} = candidate;
      const about = [measures(picture), candidate.received && received(candidate.received)];
      return row(
        look(item, picture, `candidate ${short}`),
        make('p', code(short), published && tag(null, 'the picture now'), mark && tag(null, mark),
          !usable && tag(null, 'not usable')),
        quiet(about.filter(Boolean).join(', ')),
        note !== null && make('p', 'Note: ', isolated(note)),
        remark !== null && quiet(isolated(remark)),
        candidate.command !== null && [command(candidate.command), pick(item, candidate)],
      );
    }));
  }

  function pick(item, {digest}) {
    const properties = {'data-pick': digest, 'aria-pressed': String(Verdicts.picked(item) === digest)};
    const button = make('button.small', properties, 'Choose this one');
    button.addEventListener('click', () => Verdicts.pick(item, digest));
    return button;
  }

  function received(date) {
    const time = new Date(date);
    if (Number.isNaN(time.getTime())) return spelled(date);
    return `received ${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  }

  function renditions(item) {
    const sets = new Map();
    for (const each of item.data.renditions) sets.set(each.set, [...(sets.get(each.set) || []), each]);
    return [...sets].map(([set, members]) => {
      const rows = members.map((each) => rendition(item, each));
      return make('div.set', set !== null && make('p.set-name', code(set)), rowsOf(rows));
    });
  }

  function rendition(item, {path, set, appearance, detail, stateWord, reasons, picture}) {
    const inSet = set !== null && path.startsWith(`${set}/`);
    return row(
      look(item, picture, `rendition ${path}`),
      make('p', code(inSet ? path.slice(set.length + 1) : path), appearance && tag(null, isolated(appearance))),
      quiet(isolated(detail)),
      quiet(isolated([stateWord, ...reasons].join('. '))),
      picture?.problem && problem(picture.problem),
    );
  }

  // MARK: Places and commands

  function files(item) {
    const {data} = item;
    const rows = [['output', code(data.output)], ['manifest', code(`${data.file}:${data.line}:${data.column}`)]];
    if (data.family)
      rows.push(
        ['family', code(data.family.name)], ...data.family.values.map((value) => [value.variable, code(value.id)]));
    if (item.picture?.sha256) rows.push(['SHA-256', code(item.picture.sha256)]);
    return facts(rows);
  }

  function commands(data) {
    const {generate, generatePays, regenerate, regenerateOverwrites, accept} = data.commands;
    const free = generate !== null && !generatePays;
    const over = regenerateOverwrites ? ', over somebody\u2019s work, which .image-assets keeps' : '';
    const given = [
      free && [quiet('Brings it up to date at no cost:'), command(generate)],
      accept !== null && [quiet('Accepts the picture as it is, at no cost:'), command(accept)],
      generatePays && [quiet('Brings it up to date; a paid request:'), command(generate)],
      regenerate !== null && [quiet(`Pays for another picture${over}:`), command(regenerate)],
    ].filter(Boolean);
    return given.length ? given : quiet('None: it is frozen. Take "frozen" out of the manifest to change it.');
  }

  return {show, markVerdict};
})();
