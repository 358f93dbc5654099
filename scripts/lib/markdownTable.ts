const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);

/** A table of Markdown, not yet aligned. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
