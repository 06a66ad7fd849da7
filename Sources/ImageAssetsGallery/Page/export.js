'use strict';

/** The review as Markdown for a pull request, and as the commands that follow from it. */
const Export = (() => {
  /** Text that stays text on GitHub: no markup, no HTML, no mention, no reference. */
  function escaped(text) {
    return spelled(text)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/[\\`*_{}[\]()#+\-.!|~^:$"']/g, '\\$&')
      // An escape does not stop these two, for GitHub looks for them in what is rendered.
      .replace(/#/g, '#&#8203;')
      .replace(/@/g, '@&#8203;')
      .replace(/\bGH\\-/gi, 'GH&#8203;\\-')
      .replace(/\r\n|[\r\n\u2028\u2029]/g, '<br>');
  }

  /** A name as code: GitHub looks for nothing in there. A table wants its bars escaped even so. */
  function codeSpan(text) {
    const line = spelled(text).replace(/[\r\n]+/g, ' ').replace(/\|/g, '\\|');
    const longest = Math.max(0, ...(line.match(/`+/g) || []).map((run) => run.length));
    const fence = '`'.repeat(longest + 1);
    const space = /^[` ]|[` ]$/.test(line) ? ' ' : '';
    return `${fence}${space}${line}${space}${fence}`;
  }

  const measures = (picture) =>
    (picture ? [sidesOf(picture), sizeOf(picture.bytes)].filter(Boolean).join(', ') : 'none');

  function row(item) {
    const {change, data} = item;
    const before = change ? measures(change.before?.picture) : null;
    const after = measures(item.picture);
    const pick = pickOf(item);
    const notes = [escaped(Verdicts.note(item)), pick && `candidate ${codeSpan(pick.short)} instead`];
    const cells = [
      codeSpan(data.name),
      Verdicts.of(item) || 'not reviewed',
      before === null || before === after ? after : `${before} → ${after}`,
      change?.difference ? shareOf(change.difference.share) : '',
      notes.filter(Boolean).join('<br>'),
    ];
    return `| ${cells.join(' | ')} |`;
  }

  function markdown() {
    const {title, comparison} = window.gallery;
    const items = Items.reviewable();
    const done = Items.all.filter((item) => Verdicts.of(item) || Verdicts.note(item) || pickOf(item));
    const open = items.filter((item) => !Verdicts.of(item));
    const lines = [
      `### Review of ${escaped(title)}: ${number(items.length - open.length)} of ${counted(items.length, 'image')}`, ''
    ];
    if (comparison.commit)
      lines.push(`Compared with ${codeSpan(comparison.revision || '')} (${comparison.commit.slice(0, 7)}).`, '');
    if (done.length)
      lines.push('| Image | Verdict | Before → after | Pixels that differ | Note |', '| --- | --- | --- | --- | --- |',
        ...done.map(row), '');
    const names = open.filter((item) => !done.includes(item));
    if (names.length) {
      const some = names.slice(0, 20).map((item) => codeSpan(item.name)).join(', ');
      lines.push(`Not reviewed: ${some}${names.length > 20 ? ` and ${number(names.length - 20)} more` : ''}.`, '');
    }
    return lines.join('\n');
  }

  function pickOf(item) {
    const digest = Verdicts.picked(item);
    return item.data.candidates?.find((each) => each.digest === digest && each.command !== null) || null;
  }

  function commands() {
    const chosen = [], accepted = [], anew = [], over = [], frozen = [];
    for (const item of Items.all.filter((each) => !each.removed)) {
      const {regenerate, regenerateOverwrites, accept} = item.data.commands;
      const pick = pickOf(item);
      if (pick) chosen.push(pick.command);
      else if (Verdicts.of(item) === 'rejected') {
        if (regenerate === null) frozen.push(`#   ${item.name}`);
        else (regenerateOverwrites ? over : anew).push(regenerate);
      }
      else if (Verdicts.of(item) === 'approved' && accept !== null) accepted.push(accept);
    }
    const cost = (lines) => (lines.length === 1 ? 'a paid request' : `${number(lines.length)} paid requests at least`);
    const block = (title, lines) => (lines.length ? [`# ${title}`, ...lines, ''] : []);
    return [
      ...block('Other candidates that were chosen: at no cost.', chosen),
      ...block('Approved as they are: at no cost.', accepted),
      ...block(`Rejected: made anew, ${cost(anew)}.`, anew),
      ...block(`Rejected, and somebody's work, which .image-assets keeps: made anew, ${cost(over)}.`, over),
      ...block('Rejected, and frozen: take "frozen" out of the manifest first.', frozen),
    ].join('\n');
  }

  function show(title, about, text) {
    at('export-title').textContent = title;
    at('export-about').textContent = about;
    at('export-text').value = text;
    at('export-text').hidden = !text;
    at('export-copy').hidden = !text;
    at('export-done').textContent = '';
    at('export').showModal();
    at('export-text').scrollTop = 0;
  }

  function build() {
    at('export-markdown').addEventListener('click', () => {
      show('Review as Markdown', 'For the pull request. Names and notes stay text.', markdown());
    });
    at('export-commands').addEventListener('click', () => {
      const text = commands();
      const none = 'None so far: reject an image, choose another candidate, or approve one that was changed by hand.';
      show('Commands that follow', text ? 'Run them in the folder of the package.' : none, text);
    });
    at('export-close').addEventListener('click', () => at('export').close());
    at('export-copy').addEventListener('click', async () => {
      const done = await copy(at('export-text').value);
      at('export-done').textContent =
        done ? 'Copied' : 'The browser refuses to copy: the text is selected, copy it by hand.';
      if (!done) at('export-text').select();
    });
    Verdicts.onChange(progress);
    progress();
  }

  function progress() {
    const total = Items.reviewable().length;
    const done = Verdicts.reviewed().length;
    at('review').hidden = total === 0;
    at('progress').max = Math.max(1, total);
    at('progress').value = done;
    at('progress-text').textContent = `${number(done)} of ${number(total)} reviewed`;
  }

  return {build};
})();
