'use strict';

/**
 * Two pictures against each other. A subject has `before` and `after` (label, picture, or null) and may have a
 * difference map; the change of an image is one, a candidate beside the picture that is there is another.
 */
const Compare = (() => {
  const words = {side: 'Side by side', slider: 'Slider', blink: 'Blink', onion: 'Onion skin', difference: 'Difference'};
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let subject = null;
  let mode = 'after';
  let preferred = 'side';  // stays from image to image
  let blinks = 0;
  let showsAfter = true;

  function build() {
    at('slider').addEventListener('input', place);
    at('onion').addEventListener('input', place);
    at('blink-run').addEventListener('click', () => (blinks ? stop() : run()));
    at('blink-swap').addEventListener('click', () => {
      stop();
      swap();
    });
    Stage.onLayout(place);
    at('modes').addEventListener('click', (event) => {
      const button = event.target.closest('button[data-mode]');
      if (button) choose(button.dataset.mode);
    });
    at('stage').addEventListener('pointerdown', (event) => {
      if (event.target.closest('.divider')) dragDivider(event);
    });
    const picker = at('background-colour');
    for (const button of at('backgrounds').querySelectorAll('button'))
      button.addEventListener('click', () => background(button.dataset.background));
    // Also on a click: who picks the same colour again changes nothing.
    for (const event of ['input', 'click']) picker.addEventListener(event, () => background(picker.value));
    background('checker');
  }

  const canShow = (side) => side?.picture && address(side.picture.file) && side.picture.width;

  function modes() {
    const both = canShow(subject.before) && canShow(subject.after);
    const list = both ? ['side', 'slider', 'blink', 'onion'] : [];
    if (both && address(subject.difference?.file)) list.push('difference');
    if (canShow(subject.before)) list.push('before');
    if (canShow(subject.after)) list.push('after');
    return list;
  }

  /** Shows a subject in the mode that was used last, where it has that; zoom and place stay if it is the same image. */
  function show(given, wanted) {
    subject = given;
    const list = modes();
    const names = {...words, before: given.before?.label, after: given.after?.label};
    const button = (each) => make('button', {'data-mode': each, 'aria-pressed': 'false'}, visible(names[each]));
    at('modes').replaceChildren(...(list.length > 1 ? list.map(button) : []));
    at('modes').hidden = list.length < 2;
    // What is opaque has nothing below it.
    at('backgrounds').hidden = ![given.before, given.after].some((side) => canShow(side) && side.picture.transparent);
    if (!list.length) {
      stop();
      rows(null);
      Stage.say(given.without || 'There is no picture.');
      note('');
      return;
    }
    choose([wanted, preferred, 'after', list[0]].find((each) => list.includes(each)), false);
  }

  function choose(next, remember = true) {
    stop();
    mode = next;
    if (remember) preferred = next;
    for (const button of at('modes').children)
      button.setAttribute('aria-pressed', String(button.dataset.mode === mode));
    at('stage').dataset.mode = mode;
    rows(mode);
    Stage.show(panes(), box());
    if (mode === 'slider')
      Stage.panes[0].element.append(make('div.divider', {'aria-hidden': 'true'}, make('span', '↔')));
    note(sentence());
    place();
    if (mode === 'blink') {
      showsAfter = true;
      blinked();
      if (!still.matches) run();
    }
  }

  function rows(shown) {
    const own = ['slider', 'onion', 'blink'];
    for (const each of own) at(`${each}-row`).hidden = each !== shown;
    at('mode-hint').hidden = own.includes(shown);
    at('mode-row').hidden = !shown || modes().length < 3;
  }

  function box() {
    const picture = canShow(subject.after) ? subject.after.picture : subject.before.picture;
    return {width: picture.width, height: picture.height};
  }

  function layer(side, role) {
    const {picture} = side;
    return {
      role,
      file: address(picture.file),
      width: picture.width,
      height: picture.height,
      alt: `${spelled(side.label)}: ${spelled(subject.alt || subject.name)}`
    };
  }

  function caption(side) {
    return [make('b', visible(side.label)), ` ${[sidesOf(side.picture), sizeOf(side.picture.bytes)].join(', ')}`];
  }

  function panes() {
    const {before, after, difference} = subject;
    if (mode === 'side')
      return [
        {layers: [layer(before, 'before')], captions: [caption(before)]},
        {layers: [layer(after, 'after')], captions: [caption(after)]}
      ];
    if (mode === 'before' || mode === 'after') {
      const side = subject[mode];
      return [{layers: [layer(side, mode)], captions: [caption(side)]}];
    }
    if (mode === 'difference') {
      const map = {
        role: 'map',
        file: address(difference.file),
        width: difference.width,
        height: difference.height,
        alt: `Where ${spelled(subject.name)} differs`
      };
      return [{layers: [layer(after, 'faint'), map], captions: [`${shareOf(difference.share)} of the pixels differ`]}];
    }
    return [{
      layers: [layer(before, 'before'), layer(after, 'after')],
      captions: mode === 'blink' ? [] : [caption(before), caption(after)]
    }];
  }

  function sentence() {
    const {before, after} = subject;
    const parts = [];
    const named = (side) => `${sidesOf(side.picture)} (${spelled(side.label)})`;
    if (canShow(before) && canShow(after) && sidesOf(before.picture) !== sidesOf(after.picture))
      parts.push(`The sides differ: ${named(before)} is fitted into ${named(after)}.`);
    for (const side of [before, after]) {
      if (!side || canShow(side)) continue;
      parts.push(`${spelled(side.label)}: ${spelled(side.problem || side.picture?.problem || 'there is no picture.')}`);
    }
    if (subject.note) parts.push(spelled(subject.note));
    return parts.join(' ');
  }

  function note(text) {
    at('stage-note').textContent = text;
    at('stage-note').hidden = !text;
  }

  // MARK: Slider and onion skin

  function place() {
    if (mode === 'slider' && Stage.panes.length) {
      const value = Number(at('slider').value);
      const {from, to, width} = Stage.seen();
      const x = from + (to - from) * value / 100;
      const [below, above] = Stage.panes[0].layers;
      // Both are cut: what is transparent in one would show the other.
      below.element.style.clipPath = `inset(0 ${width - x}px 0 0)`;
      above.element.style.clipPath = `inset(0 0 0 ${x}px)`;
      const divider = Stage.panes[0].element.querySelector('.divider');
      if (divider) divider.style.transform = `translateX(${x}px)`;
      at('slider').setAttribute('aria-valuetext',
        `${value} % ${spelled(subject.before.label)}, ${100 - value} % ${spelled(subject.after.label)}`);
    }
    if (mode === 'onion' && Stage.panes.length) {
      const value = Number(at('onion').value);
      const [below, above] = Stage.panes[0].layers;
      below.element.style.opacity = String(1 - value / 100);
      above.element.style.opacity = String(value / 100);
      at('onion').setAttribute('aria-valuetext', `${value} % ${spelled(subject.after.label)}`);
    }
  }

  function dragDivider(event) {
    event.preventDefault();
    const stage = at('stage');
    stage.setPointerCapture(event.pointerId);
    const move = ({clientX}) => {
      const {from, to} = Stage.seen();
      const x = clientX - Stage.panes[0].element.getBoundingClientRect().left;
      at('slider').value = String((x - from) / Math.max(1, to - from) * 100);
      place();
    };
    const end = () => {
      for (const [name, listener] of ends) stage.removeEventListener(name, listener);
    };
    const ends = [['pointermove', move], ['pointerup', end], ['pointercancel', end]];
    for (const [name, listener] of ends) stage.addEventListener(name, listener);
  }

  // MARK: Blink

  function run() {
    blinks = setInterval(swap, 700);
    blinked();
  }

  function stop() {
    clearInterval(blinks);
    blinks = 0;
    if (mode === 'blink' && Stage.panes.length) blinked();
  }

  function swap() {
    showsAfter = !showsAfter;
    blinked();
  }

  function blinked() {
    if (mode !== 'blink' || !Stage.panes.length) return;
    const [below, above] = Stage.panes[0].layers;
    below.element.style.visibility = showsAfter ? 'hidden' : 'visible';
    above.element.style.visibility = showsAfter ? 'visible' : 'hidden';
    at('blink-run').textContent = blinks ? 'Pause' : 'Blink';
    at('blink-shows')
      .replaceChildren('Shows: ', make('b', visible(showsAfter ? subject.after.label : subject.before.label)));
  }

  /** The key: blinks and pauses; who wants less motion swaps by hand. */
  function blink() {
    if (!modes().includes('blink')) return;
    if (mode !== 'blink') choose('blink');
    else if (still.matches) swap();
    else if (blinks) stop();
    else run();
  }

  // MARK: What lies below transparent pixels

  function background(value) {
    const stage = at('stage');
    const colour = value.startsWith('#');
    stage.dataset.background = colour ? 'colour' : value;
    if (colour) stage.style.setProperty('--backdrop', value);
    at('background-colour').classList.toggle('chosen', colour);
    for (const button of at('backgrounds').querySelectorAll('button'))
      button.setAttribute('aria-pressed', String(button.dataset.background === value));
  }

  return {
    build,
    show,
    blink,
    stop,
    /** The next way to look at them. */
    cycle: () => {
      const list = modes();
      if (list.length > 1) choose(list[(list.indexOf(mode) + 1) % list.length]);
    },
  };
})();
