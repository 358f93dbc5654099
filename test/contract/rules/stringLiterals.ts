/** A text that a source holds as such: a string, or a part of a template between its expressions. */
export interface StringLiteral {
  readonly text: string;
  /** Of its first character, from 1. */
  readonly line: number;
  /** What stands before it in the source. */
  readonly before: string;
}

/** Behind these a slash begins a regular expression, and is no division. */
const beforeRegExp = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of))\s*$/;

const comment = /^(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/;
const regExp = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/;
const string = /^(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/;

/** The strings and the parts of templates in a TypeScript source, in their order; those of comments are left out. */
export function stringLiterals(source: string): StringLiteral[] {
  const found: StringLiteral[] = [];
  const add = (from: number, to: number): void => {
    const before = source.slice(0, from);
    found.push({ text: source.slice(from, to), line: before.split('\n').length, before });
  };
  let at = 0;
  /** Reads a template from behind its backtick, or from behind an expression in it. */
  const template = (): void => {
    const from = at;
    while (at < source.length && source[at] !== '`' && !source.startsWith('${', at)) at += source[at] === '\\' ? 2 : 1;
    add(from, at);
    const isExpression = source[at] === '$';
    at += isExpression ? 2 : 1;
    if (!isExpression) return;
    code('}');
    template();
  };
  /** Reads code up to and with a closing bracket of its own level, or to the end. */
  const code = (end: string | undefined): void => {
    while (at < source.length) {
      const rest = source.slice(at);
      const skipped =
        comment.exec(rest) ?? (beforeRegExp.test(source.slice(Math.max(0, at - 20), at)) ? regExp.exec(rest) : null);
      const text = string.exec(rest);
      if (skipped !== null) at += skipped[0].length;
      else if (text !== null) {
        add(at + 1, at + text[0].length - 1);
        at += text[0].length;
      } else {
        const character = source[at];
        at += 1;
        if (character === end) return;
        if (character === '`') template();
        if (character === '{') code('}');
      }
    }
  };
  code(undefined);
  return found;
}
