'use strict';

/** Starts when everything is there; without data it says so. */
function start() {
  const data = window.gallery;
  if (!data || !Array.isArray(data.images)) {
    at('missing').hidden = false;
    return;
  }
  Verdicts.load(data.id);
  theme();
  Items.load(data);
  head(data);
  Stage.build();
  Compare.build();
  Filters.read();
  Filters.build();
  Cards.build();
  Viewer.build();
  Export.build();
  Keys.build();
  at('page').hidden = false;
  Filters.update();
}

function head(data) {
  const {comparison, manifest, title} = data;
  document.title = `${spelled(title)}: gallery`;
  at('title').replaceChildren(isolated(title));
  const about = [code(manifest)];
  if (comparison.commit)
    about.push(', compared with ', code(comparison.revision || comparison.commit), ' (commit ',
      code(comparison.commit.slice(0, 7)), ')');
  else if (!comparison.fault) about.push(', compared with no other revision');
  at('about').replaceChildren(...about);
  const faults = [];
  if (comparison.fault) {
    const asked = comparison.revision ? ` with ${spelled(comparison.revision)}` : '';
    const title = comparison.commit ? 'A part of the comparison is missing' : `Not compared${asked}`;
    faults.push(fault('warning', title, comparison.fault));
  }
  for (const each of data.diagnostics || []) {
    const place = [each.file, each.line, each.column].filter((part) => part !== null && part !== undefined).join(':');
    faults.push(fault(each.severity, each.severity, each.message, place));
  }
  const most = 3;
  const rest = faults.length > most + 1 ?
    make('details.more', make('summary', counted(faults.length - most, 'more remark')), faults.splice(most)) :
    null;
  at('faults').replaceChildren(...faults, ...(rest ? [rest] : []));
}

function fault(severity, title, sentence, place) {
  return make('p.fault', {'data-severity': severity}, make('b', `${title[0].toUpperCase()}${title.slice(1)}: `),
    isolated(sentence), place && [' ', code(place)]);
}

function theme() {
  const select = at('theme');
  const apply = () => {
    document.documentElement.style.colorScheme = select.value || 'light dark';
  };
  select.value = Verdicts.setting('theme');
  if (select.selectedIndex < 0) select.value = '';
  apply();
  select.addEventListener('change', () => {
    apply();
    Verdicts.keep('theme', select.value);
  });
}

start();
