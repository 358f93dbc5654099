import { quoted } from '../../enrichment/definitions/quoted.js';
import type { Check } from '../definitions/Check.js';

const oneLine = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')').trim();

/** SQL over a row `t`: whether a check is about it and it fails. */
export const failsSql = ({ evaluated, fails }: Check): string =>
  evaluated === undefined ? fails : `(${evaluated}) and (${fails})`;

const keys = ({ rows }: Check): string => rows.key.map((column) => `t.${quoted(column)}`).join(', ');

/** The statement that finds the failing rows of a check, by their keys, for people. */
export const failingRows = (check: Check): string =>
  oneLine(`select ${keys(check)} from ${check.rows.from} as t where ${failsSql(check)}`);
