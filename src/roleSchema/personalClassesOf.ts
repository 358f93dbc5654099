import type { GraphQLSchema } from 'graphql';
import { piiClasses, type PiiClass } from '../words/piiClasses.js';
import type { FieldFacts } from './FieldFacts.js';
import { fieldFactsOf } from './fieldFactsOf.js';

const isPersonal = (known: FieldFacts['classes'][number]): known is PiiClass => piiClasses.some((one) => one === known);

const classesIn = ({ classes, inherited }: FieldFacts): PiiClass[] => [
  ...classes.filter(isPersonal),
  ...inherited.flatMap(classesIn),
];

/** The classes of personal data that a field of a type is of: those that its SDL says, and of another team's field those of the config. */
export function personalClassesOf(schema: GraphQLSchema, type: string, field: string): readonly PiiClass[] {
  const facts = fieldFactsOf(schema).get(`${type}.${field}`);
  return facts === undefined ? [] : classesIn(facts);
}
