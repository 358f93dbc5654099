import { posix } from 'node:path';

/** Markdown texts by their paths in the repository, e.g. `docs/asking.md`. */
export type Documents = Readonly<Record<string, string>>;

/** A text without its blocks and spans of code, which hold no headings and no links; lines stay where they are. */
const withoutCode = (text: string): string =>
  text
    .replaceAll(/^( *)(`{3,}).*\n[^]*?^\1\2 *$/gm, (block) => block.replaceAll(/[^\n]/g, ''))
    .replaceAll(/<!--[^]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ''));

/** The name that GitHub gives a heading as an anchor: letters, digits, `_` and `-`, blanks as `-`, in small letters. */
const slugOf = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');

/** The anchors of a document, in the order of its headings; of headings that are the same the later ones get a number. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutCode(text).matchAll(/^#{1,6} +(.*?) *#* *$/gm)].map(([, heading = '']) => {
    const slug = slugOf(heading);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

interface Link {
  readonly line: number;
  readonly target: string;
}

/** The links and pictures of a document that stay in the repository. */
function linksOf(text: string): Link[] {
  const lines = withoutCode(text).replaceAll(/`[^`\n]*`/g, (span) => span.replaceAll(/[[\]()]/g, ' '));
  return [...lines.matchAll(/\]\(\s*([^)\s]+)[^)]*\)|^\[[^\]]+\]:\s*(\S+)/gm)].flatMap(
    ({ index, 1: inline, 2: below }) => {
      const target = inline ?? below ?? '';
      if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
      return [{ line: lines.slice(0, index).split('\n').length, target }];
    },
  );
}

/**
 * Links between documents that lead nowhere: to a file that is not there, or to a heading that its document does not have.
 * @param exists whether the repository has a file or folder of a path
 */
export function linkFaults(documents: Documents, exists: (path: string) => boolean): string[] {
  return Object.entries(documents).flatMap(([file, text]) =>
    linksOf(text).flatMap(({ line, target }) => {
      const [path = '', anchor] = target.split('#');
      const to = path === '' ? file : posix.normalize(posix.join(posix.dirname(file), decodeURI(path)));
      const linked = documents[to];
      if (linked === undefined && !exists(to)) return [`${file}:${line} links to ${to}, which is not there`];
      if (anchor === undefined || linked === undefined || anchorsOf(linked).includes(anchor)) return [];
      return [`${file}:${line} links to ${to}#${anchor}, which has no such heading`];
    }),
  );
}

/** Documents of `docs/` that texts name by their path, and that are not there. */
export const mentionFaults = (texts: Documents, documents: Documents): string[] =>
  Object.entries(texts).flatMap(([file, text]) =>
    [...new Set(text.match(/\bdocs\/[\w./-]*\w\.md\b/g) ?? [])]
      .filter((path) => documents[path] === undefined)
      .map((path) => `${file} names ${path}, which is not there`),
  );

/** Documents that no way of links leads to from the first one. */
export function unreachable(documents: Documents, first: string): string[] {
  const reached = new Set([first]);
  for (const file of reached)
    for (const { target } of linksOf(documents[file] ?? '')) {
      const [path = ''] = target.split('#');
      reached.add(posix.normalize(posix.join(posix.dirname(file), path)));
    }
  return Object.keys(documents).filter((file) => !reached.has(file));
}
