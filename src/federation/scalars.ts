import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLBigInt, GraphQLDate, GraphQLDateTime, GraphQLEmailAddress } from 'graphql-scalars';
import { shortened } from '../lib/shortened.js';

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

/** The same for days, which also come in as text: a day has no instant, and no zone to lose one in. */
const asDay = (scalar: GraphQLScalarType): GraphQLScalarType => {
  const config = asStored(scalar).toConfig();
  const toDay = (value: unknown): string => {
    const day = (value as Date).toISOString().slice(0, 10);
    if (day.startsWith('0000')) throw new GraphQLError('There is no year 0000.');
    return day;
  };
  return new GraphQLScalarType({
    ...config,
    parseValue: (value) => toDay(config.parseValue(value)),
    parseLiteral: (node, variables) => toDay(config.parseLiteral(node, variables)),
  });
};

/** With a fraction of up to six digits: more, PostgreSQL would round, and a value would be compared with another one. */
const instantPattern = /^(.{19})(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/i;

/** An instant in UTC as text: a `Date` would lose the microseconds. */
function toInstant(value: unknown): string {
  const [, , fraction = '', zone] = (typeof value === 'string' ? instantPattern.exec(value) : null) ?? [];
  const whole = typeof value === 'string' ? new Date(value.toUpperCase().replace(fraction, '')) : new Date(Number.NaN);
  if (zone === undefined || !(whole.getUTCFullYear() >= 1 && whole.getUTCFullYear() <= 9999))
    throw new GraphQLError(
      `${echo(value)} is not an instant such as "2026-03-31T09:00:00Z", to the microsecond at the most.`,
    );
  return `${whole.toISOString().slice(0, 19)}${fraction}Z`;
}

/** The same for instants. */
const asInstant = (scalar: GraphQLScalarType): GraphQLScalarType => {
  const config = asStored(scalar).toConfig();
  return new GraphQLScalarType({
    ...config,
    parseValue: (value) => {
      config.parseValue(value);
      return toInstant(value);
    },
    parseLiteral: (node, variables) => {
      config.parseLiteral(node, variables);
      return toInstant('value' in node ? node.value : null);
    },
  });
};

const decimalPattern = /^-?(\d+(\.\d*)?|\.\d+)$/;

const exactDigits = 15;

/**
 * A number of JSON as a decimal, where it is sure which one was meant: a float holds whole numbers up to 2^53, and decimals of
 * 15 digits. Undefined for any other.
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

export const scalars = {
  Date: asDay(GraphQLDate),
  DateTime: asInstant(GraphQLDateTime),
  BigInt: asStored(GraphQLBigInt),
  EmailAddress: asStored(GraphQLEmailAddress),
  Decimal: decimal,
} as const;
