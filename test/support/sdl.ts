import { Kind, parse, print, type InputObjectTypeDefinitionNode } from 'graphql';
import { committedSdls, serviceDocument } from './contract.js';

/** The values of an enum: one list where all committed files that have it agree. */
export const enumValues = (name: string): string[][] => {
  const written = Object.values(committedSdls)
    .flatMap((sdl) => parse(sdl).definitions)
    .flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === name
        ? [(definition.values ?? []).map((value) => value.name.value)]
        : [],
    );
  return [...new Map(written.map((values) => [values.join(' '), values])).values()];
};

/** The filter of GraphQL for what is compared as a text, a number and so on. */
export const filterOf = {
  text: 'FacetTextFilter',
  number: 'FacetNumberFilter',
  date: 'FacetDateFilter',
  dateTime: 'FacetDateTimeFilter',
  flag: 'FacetFlagFilter',
} as const;

/** The members of a filter that compare something, with the filters that they take. */
export const filterMembers = (filterName: string): (readonly [string, string])[] => {
  const filter = serviceDocument.definitions.find(
    (one): one is InputObjectTypeDefinitionNode =>
      one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && one.name.value === filterName,
  );
  return (filter?.fields ?? [])
    .map(({ name, type }) => [name.value, print(type)] as const)
    .filter(([, type]) => type.endsWith('Filter') && type !== filterName);
};
