/** A docstring with what follows it on the next line. */
const documented = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*\n(.*)/g;

const exported =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+|\{[^}]*\})/;

/** Beginnings of a sentence that only somebody understands who has read another one. */
const leaning = /^(?:The same|As|Like|See)\b/;

const firstWords = (docstring: string): string =>
  docstring
    .replaceAll(/^\s*\* ?/gm, '')
    .trim()
    .split('\n', 1)[0] ?? '';

/** Docstrings of exported names whose first sentence does not stand alone. */
export const docstringFaults = (sources: Readonly<Record<string, string>>): string[] =>
  Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(documented)].flatMap(([, docstring = '', next = '']) => {
      const [, name] = exported.exec(next) ?? [];
      const words = firstWords(docstring);
      return name !== undefined && leaning.test(words) ? [`${file}: "${words}" of ${name} does not stand alone`] : [];
    }),
  );
