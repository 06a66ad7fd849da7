'use strict';

/** The dialog in which one image is looked at: the stage, and the panel beside it. */
const Viewer = (() => {
  let item = null;
  let looksAtOther = false;
  let openedHere = false;  // then closing goes back to where one came from
  let wanted;

  const dialog = () => at('viewer');

  function build() {
    at('viewer-close').addEventListener('click', close);
    at('viewer-previous').addEventListener('click', () => move(-1));
    at('viewer-next').addEventListener('click', () => move(1));
    dialog().addEventListener('cancel', (event) => {
      event.preventDefault();
      close();
    });
    dialog().addEventListener('close', closed);
    Filters.onChange(follow);
    Verdicts.onChange(() => {
      if (item) {
        Panel.markVerdict(item);
        place();
      }
    });
  }

  /** Opens an image's own view by the address, which everything else follows. */
  function open(next, mode) {
    wanted = mode;
    openedHere = true;
    Filters.open(next.name, false);
  }

  /** Shows what the address says. */
  function follow() {
    const next = Filters.image === null ? null : Items.named(Filters.image);
    const lost = Filters.image !== null && !next;
    at('lost').hidden = !lost;
    at('lost').textContent = lost ? `This gallery has no image ${spelled(Filters.image)}.` : '';
    if (next === item) return;
    if (!next) {
      if (dialog().open) dialog().close();
      return;
    }
    item = next;
    at('viewer-name').replaceChildren(isolated(item.name));
    at('viewer-name').title = spelled(item.name);
    place();
    Stage.reset();
    Panel.show(item);
    if (!dialog().open) {
      dialog().showModal();
      at('stage').focus();
    }
    // After it is open: before, the stage has no size.
    own();
  }

  function place() {
    const shown = Cards.shown();
    const index = shown.indexOf(item);
    const verdict = item.reviewable ? ` · ${Verdicts.of(item) || 'not reviewed'}` : '';
    at('viewer-place').textContent =
      (index < 0 ? `one of ${number(Items.all.length)}` : `${number(index + 1)} of ${number(shown.length)}`) + verdict;
    at('viewer-previous').disabled = !shown.some((each) => each.index < item.index);
    at('viewer-next').disabled = !shown.some((each) => each.index > item.index);
  }

  function move(by) {
    const shown = Cards.shown();
    const index = shown.indexOf(item);
    // A verdict may have taken it out of what is shown: then on from where it was.
    const next = index >= 0 ? shown[index + by] :
      by > 0                ? shown.find((each) => each.index > item.index) :
                              shown.findLast((each) => each.index < item.index);
    if (!next) return;
    Filters.open(next.name, true);
    announce(`${spelled(next.name)}, ${shown.indexOf(next) + 1} of ${shown.length}`);
  }

  function close() {
    if (!openedHere) return Filters.open(null, true);
    // Once: who closes twice does not leave the page.
    openedHere = false;
    history.back();
  }

  function closed() {
    const last = item;
    item = null;
    openedHere = false;
    Compare.stop();
    Stage.reset();
    at('stage').replaceChildren();
    at('panel').replaceChildren();
    // The browser may have closed it by itself.
    if (Filters.image !== null) Filters.open(null, true);
    if (last) Cards.reveal(last);
  }

  // MARK: What is on the stage

  function own() {
    const {change, picture, data} = item;
    const before = change?.before;
    looksAtOther = false;
    const after = {label: before ? 'After' : 'Picture', picture, problem: data.problem};
    const subject = {
      name: item.name,
      alt: data.alt || '',
      before: before ? {label: 'Before', picture: before.picture, problem: before.problem} : null,
      after: item.removed ? null : after,
      difference: change?.difference || null,
      without: data.problem || picture?.problem || before?.problem || 'There is no picture.',
      note: item.removed ? 'Removed: this is what the revision has.' : '',
    };
    Compare.show(subject, wanted);
    wanted = undefined;
  }

  /** A reference, rendition or candidate beside the image's own picture; the same again goes back. */
  function look(about, picture, label) {
    if (!address(picture.file)) return;
    if (looksAtOther === picture.file) return goBack();
    looksAtOther = picture.file;
    Stage.reset();
    const before = about.picture ? {label: 'Picture', picture: about.picture} : null;
    const after = {label: label[0].toUpperCase() + label.slice(1), picture};
    Compare.show({name: about.name, before, after}, 'after');
    back();
    announce(spelled(label));
    at('stage').scrollIntoView({block: 'nearest'});
    at('stage').focus({preventScroll: true});
  }

  function back() {
    if (!looksAtOther) return;
    const button = make('button', {id: 'back'}, '← The image itself');
    button.addEventListener('click', goBack);
    at('modes').prepend(button);
    at('modes').hidden = false;
  }

  function goBack() {
    Stage.reset();
    own();
    at('stage').focus();
  }

  return {
    build, open, follow, close, move, look,
    get item() { return item; },
    get looksAtOther() { return looksAtOther; },
  };
})();
