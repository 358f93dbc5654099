import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { GraphQLBigInt, GraphQLDate, GraphQLDateTime, GraphQLEmailAddress, GraphQLJSON } from 'graphql-scalars';
import { isDay } from '../lib/time/days.js';
import { shortened } from '../lib/text/shortened.js';

/** A value as an error repeats it. */
const echo = (value: unknown): string => shortened(JSON.stringify(value) ?? String(value));

/** A library scalar whose values come from the database already in the form that goes out. */
const asStored = (scalar: GraphQLScalarType): GraphQLScalarType => {
  const config = scalar.toConfig();
  return new GraphQLScalarType({
    ...config,
    serialize: (value) => (typeof value === 'string' ? value : config.serialize(value)),
  });
};

/**
 * A library scalar whose values come in as text too: `toText` gives it, or undefined for a value that is none. That one is
 * refused with `fault`, which says the form that is wanted.
 */
const readAsText = (
  scalar: GraphQLScalarType,
  toText: (value: unknown) => string | undefined,
  fault: string,
): GraphQLScalarType => {
  const parse = (value: unknown, node?: ValueNode): string => {
    const text = toText(value);
    if (text === undefined) throw new GraphQLError(`${echo(value)} ${fault}`, { nodes: node ?? null });
    return text;
  };
  return new GraphQLScalarType({
    ...asStored(scalar).toConfig(),
    parseValue: (value) => parse(value),
    parseLiteral: (node, variables) => parse(valueFromASTUntyped(node, variables), node),
  });
};

/** A day has no instant, and no zone to lose one in. */
const toDay = (value: unknown): string | undefined => (typeof value === 'string' && isDay(value) ? value : undefined);

/** With a fraction of up to six digits: more, PostgreSQL would round, and a value would be compared with another one. */
const instantPattern = /^(.{19})(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/i;

/** An instant in UTC as text: a `Date` would lose the microseconds. */
function toInstant(value: unknown): string | undefined {
  const [text, , fraction = ''] = instantPattern.exec(typeof value === 'string' ? value : '') ?? [];
  if (text === undefined) return undefined;
  try {
    GraphQLDateTime.parseValue(text);
  } catch {
    return undefined;
  }
  const whole = new Date(text.toUpperCase().replace(fraction, ''));
  if (!(whole.getUTCFullYear() >= 1 && whole.getUTCFullYear() <= 9999)) return undefined;
  return `${whole.toISOString().slice(0, 19)}${fraction}Z`;
}

const decimalPattern = /^-?(\d+(\.\d*)?|\.\d+)$/;

const exactDigits = 15;

/**
 * A number of JSON as a decimal, where a float can hold it: whole numbers up to 2^53, and decimals of 15 digits. Undefined for
 * any other. Digits that JSON dropped before, as of 10000000000.040001, are past seeing.
 */
function exactly(value: number): string | undefined {
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : undefined;
  const [, digits = '', exponent = '0'] = /^(.*?)(?:e([+-]\d+))?$/.exec(String(Math.abs(value))) ?? [];
  const [, fraction = ''] = digits.split('.');
  if (digits.replace('.', '').replace(/^0+/, '').length > exactDigits) return undefined;
  const places = fraction.length - Number(exponent);
  return places <= 100 ? value.toFixed(places) : undefined;
}

function parseDecimal(value: unknown, node?: ValueNode): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? exactly(value) : value;
  if (typeof text === 'string' && decimalPattern.test(text)) return text;
  const fault =
    text === undefined && value !== undefined
      ? `is a number that JSON may not have kept exactly: send it as a string.`
      : 'is not a decimal number such as "15000.50".';
  throw new GraphQLError(`${echo(value)} ${fault}`, { nodes: node ?? null });
}

/** An exact decimal number, carried as a string in both directions; never a float. */
const decimal = new GraphQLScalarType({
  name: 'Decimal',
  serialize: (value) => String(value),
  parseValue: (value) => parseDecimal(value),
  parseLiteral: (node) =>
    node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT
      ? parseDecimal(node.value, node)
      : parseDecimal(null, node),
});

/** The resolvers of our scalar types: how values are read from clients, and written in answers. */
export const scalars = {
  Date: readAsText(GraphQLDate, toDay, 'is not a day of the calendar, written YYYY-MM-DD, such as "2026-03-31".'),
  DateTime: readAsText(
    GraphQLDateTime,
    toInstant,
    'is not an instant such as "2026-03-31T09:00:00Z": YYYY-MM-DDThh:mm:ss with Z or an offset, to the microsecond at the most.',
  ),
  BigInt: asStored(GraphQLBigInt),
  EmailAddress: asStored(GraphQLEmailAddress),
  Decimal: decimal,
  JSON: GraphQLJSON,
} as const;
