import type { DocumentNode } from 'graphql';
import { Kind, type TypeNode } from 'graphql';
import { fieldedTypes } from './relayFaults.js';

/** The names below a type's name: of its resolvers, or of the keys of the rows that stand behind it. */
export type NamesByType = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Fields that neither a resolver nor a row answers: they would be null for everybody. */
export const sourceFaults = (document: DocumentNode, resolvers: NamesByType, rows: NamesByType): string[] =>
  fieldedTypes(document)
    .filter(({ kind }) => kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap(({ name: { value: type }, fields = [] }) =>
      fields
        .map(({ name }) => name.value)
        .filter((field) => resolvers[type]?.[field] === undefined && !Object.hasOwn(rows[type] ?? {}, field))
        .map((field) => `${type}.${field} has no resolver, and no key in a rows.ts of test/subgraphs`),
    );

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

/**
 * Fields of a type without `@pii`, but for those that are named as not personal, and for those that lead to another type, whose
 * own fields carry the class.
 */
export const unclassedFields = (document: DocumentNode, type: string, impersonal: readonly string[]): string[] =>
  fieldedTypes(document)
    .filter(({ name }) => name.value === type)
    .flatMap(({ fields = [] }) => fields)
    .filter((field) => fieldedTypes(document).every(({ name }) => name.value !== namedType(field.type)))
    .filter(({ directives = [] }) => !directives.some(({ name }) => name.value === 'pii'))
    .map(({ name }) => `${type}.${name.value}`)
    .filter((field) => !impersonal.includes(field))
    .map((field) => `${field} has no @pii(class: …), and is not named as not personal`);
