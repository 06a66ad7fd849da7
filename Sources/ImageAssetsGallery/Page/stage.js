'use strict';

/**
 * Where pictures are looked at: panes that share one zoom and one place, so that what one compares stays where it is.
 * Everything is measured in a box of the picture's own pixels; a picture of other sides is fitted into it.
 */
const Stage = (() => {
  const steps = [0.02, 0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
  const view = {scale: 1, x: 0, y: 0, fitted: true};
  let box = {width: 1, height: 1};
  let panes = [];
  const pointers = new Map();
  const images = new Map();  // by role and address, so that switching between them loads nothing anew
  const listeners = [];

  function build() {
    const stage = at('stage');
    stage.addEventListener('wheel', wheel, {passive: false});
    stage.addEventListener('pointerdown', press);
    stage.addEventListener('pointermove', drag);
    for (const end of ['pointerup', 'pointercancel']) stage.addEventListener(end, release);
    stage.addEventListener('dblclick', (event) => {
      if (view.fitted) zoom(fullScale(), event);
      else fit();
    });
    at('zoom-in').addEventListener('click', () => step(1));
    at('zoom-out').addEventListener('click', () => step(-1));
    at('zoom-fit').addEventListener('click', fit);
    at('zoom-full').addEventListener('click', () => zoom(1));
    new ResizeObserver(() => layout()).observe(stage);
  }

  /** Forgets the pictures of the image before, and where one was in them. */
  function reset() {
    images.clear();
    view.fitted = true;
  }

  /** Shows panes, each with layers from below to above; zoom and place stay. */
  function show(given, newBox) {
    box = newBox;
    panes = given.map((pane) => {
      const backdrop = make('div.backdrop');
      const layers = pane.layers.map((layer) => ({...layer, element: make(`div.layer.${layer.role}`, image(layer))}));
      const element = make('figure.pane', backdrop, make('div.layers', layers.map((layer) => layer.element)),
        pane.captions.map((caption) => make('figcaption', caption)));
      return {element, backdrop, layers};
    });
    at('stage').replaceChildren(...panes.map((pane) => pane.element));
    at('zoom-tools').hidden = false;
    layout();
  }

  /** A sentence where there is no picture to show. */
  function say(sentence) {
    panes = [];
    at('stage').replaceChildren(make('p.stage-sentence', visible(sentence)));
    at('zoom-tools').hidden = true;
  }

  function image(layer) {
    let element = images.get(`${layer.role} ${layer.file}`);
    if (!element) {
      element = make('img', {alt: layer.alt, draggable: false, decoding: 'async', src: layer.file});
      images.set(`${layer.role} ${layer.file}`, element);
    }
    element.alt = layer.alt;
    return element;
  }

  // MARK: Geometry

  const paneSize = () => {
    const pane = panes[0]?.element;
    return {width: pane?.clientWidth || 1, height: pane?.clientHeight || 1};
  };

  /** The whole picture; small ones in whole multiples up to a size that one can see. */
  function fitScale() {
    const size = paneSize();
    const margin = Math.min(size.width, size.height) > 200 ? 24 : 0;
    const scale = Math.min((size.width - margin) / box.width, (size.height - margin) / box.height);
    if (scale <= 1) return scale;
    return Math.max(1, Math.min(Math.floor(scale), Math.floor(256 / Math.max(box.width, box.height)), 32));
  }

  const fullScale = () => (Math.abs(fitScale() - 1) < 0.01 ? 2 : 1);
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  function layout() {
    if (!panes.length) return;
    const size = paneSize();
    if (view.fitted) {
      view.scale = fitScale();
      view.x = box.width / 2;
      view.y = box.height / 2;
    }
    const half = {x: size.width / 2 / view.scale, y: size.height / 2 / view.scale};
    view.x = half.x * 2 >= box.width ? box.width / 2 : clamp(view.x, half.x, box.width - half.x);
    view.y = half.y * 2 >= box.height ? box.height / 2 : clamp(view.y, half.y, box.height - half.y);
    const left = size.width / 2 - view.x * view.scale, top = size.height / 2 - view.y * view.scale;
    for (const pane of panes) {
      put(pane.backdrop, left, top, box.width * view.scale, box.height * view.scale);
      for (const layer of pane.layers) {
        const inside = Math.min(box.width / layer.width, box.height / layer.height);
        const width = layer.width * inside, height = layer.height * inside;
        const x = left + (box.width - width) / 2 * view.scale, y = top + (box.height - height) / 2 * view.scale;
        put(layer.element.firstChild, x, y, width * view.scale, height * view.scale);
      }
    }
    const stage = at('stage');
    stage.classList.toggle('pixels', view.scale > 2);
    stage.classList.toggle('zoomed', movable());
    at('zoom').textContent = `${view.scale < 0.1 ? (view.scale * 100).toFixed(1) : Math.round(view.scale * 100)} %`;
    at('zoom-fit').setAttribute('aria-pressed', String(view.fitted));
    for (const listener of listeners) listener();
  }

  /** By properties of the style object, which the policy allows; a style attribute it does not. */
  function put(element, left, top, width, height) {
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    element.style.transform = `translate(${left}px, ${top}px)`;
  }

  function movable() {
    if (!panes.length) return false;
    const size = paneSize();
    return box.width * view.scale > size.width + 1 || box.height * view.scale > size.height + 1;
  }

  // MARK: Zoom and place

  function fit() {
    view.fitted = true;
    layout();
  }

  /** Zooms about a point of the screen, or about the middle. */
  function zoom(scale, point) {
    if (!panes.length) return;
    const next = clamp(scale, Math.min(fitScale(), 1, steps[0] * 5), 32);
    const offset = point ? offsetIn(point) : {x: 0, y: 0};
    view.x += offset.x / view.scale - offset.x / next;
    view.y += offset.y / view.scale - offset.y / next;
    view.scale = next;
    view.fitted = false;
    layout();
  }

  /** From the middle of the pane below the point. */
  function offsetIn(point) {
    const pane = panes.find(({element}) => {
      const rect = element.getBoundingClientRect();
      return point.clientX >= rect.left && point.clientX <= rect.right && point.clientY >= rect.top &&
        point.clientY <= rect.bottom;
    }) ||
      panes[0];
    const rect = pane.element.getBoundingClientRect();
    return {x: point.clientX - rect.left - rect.width / 2, y: point.clientY - rect.top - rect.height / 2};
  }

  function step(direction) {
    const next = direction > 0 ? steps.find((each) => each > view.scale * 1.01) :
                                 steps.findLast((each) => each < view.scale * 0.99);
    if (next) zoom(next);
  }

  function pan(x, y) {
    view.x += x / view.scale;
    view.y += y / view.scale;
    if (movable()) view.fitted = false;
    layout();
  }

  function wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    zoom(view.scale * Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), event);
  }

  // MARK: Pointers: one pans, two pinch

  function press(event) {
    if (event.button > 0 || event.target.closest('.divider')) return;
    pointers.set(event.pointerId, {x: event.clientX, y: event.clientY});
    if (pointers.size > 1 || movable()) at('stage').setPointerCapture(event.pointerId);
    at('stage').classList.add('dragging');
  }

  function release(event) {
    pointers.delete(event.pointerId);
    at('stage').classList.toggle('dragging', pointers.size > 0);
  }

  function drag(event) {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    // Released where the stage did not hear of it.
    if (!event.buttons) return release(event);
    const now = {x: event.clientX, y: event.clientY};
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const distance = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
      zoom(view.scale * distance(now) / distance(before),
        {clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2});
      pan((before.x - now.x) / 2, (before.y - now.y) / 2);
    } else if (movable()) {
      pan(before.x - now.x, before.y - now.y);
    }
    pointers.set(event.pointerId, now);
  }

  return {
    build,
    reset,
    show,
    say,
    fit,
    step,
    pan,
    movable,
    full: () => zoom(1),
    onLayout: (listener) => listeners.push(listener),
    /** Where the picture is to be seen in its pane, from left to right. */
    seen: () => {
      const size = paneSize();
      const left = size.width / 2 - view.x * view.scale;
      return {from: Math.max(0, left), to: Math.min(size.width, left + box.width * view.scale), width: size.width};
    },
    get panes() { return panes; },
  };
})();
