/** The entries of a list in Markdown, each as one line. */
const entriesOf = (text: string): string[] =>
  text
    .split('\n## ')
    .slice(1)
    .flatMap((room) =>
      room
        .split(/^- /m)
        .slice(1)
        .map((entry) => entry.trim().replaceAll(/\s+/g, ' ')),
    );

const parts: readonly (readonly [what: string, RegExp])[] = [
  ['begin with what was decided, in bold letters', /^\*\*[^*]+\*\*/],
  ['say its date', / _\d{4}-\d{2}-\d{2}\._ /],
  ['say what it was chosen instead of', / _Instead of_ \S/],
  ['say why', / _Because_ \S.*\.$/],
];

/** Decisions that do not say when, instead of what and why they were made. */
export const decisionFaults = (text: string): string[] =>
  entriesOf(text).flatMap((entry) =>
    parts.flatMap(([what, form]) => (form.test(entry) ? [] : [`"${entry.slice(0, 60)}" does not ${what}`])),
  );
