/** A name in double quotes, for expressions that are kept as text. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
