import {
  BreakingChangeType,
  findBreakingChanges,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type BreakingChange,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Such as "Standard scalar Int was removed because it is not referenced anymore": nobody loses that by itself. */
const isOfScalars = ({ description }: BreakingChange): boolean => description.startsWith('Standard scalar ');

/** What has lost a default without which it must be given. */
function lostDefaults(was: GraphQLNamedType, is: GraphQLNamedType | undefined): BreakingChange[] {
  const lost = (type: BreakingChangeType, what: string): BreakingChange => ({
    type,
    description: `${what} must be given, for its default was removed.`,
  });
  if (isInputObjectType(was) && isInputObjectType(is)) {
    const now = is.getFields();
    return Object.values(was.getFields()).flatMap((old) => {
      const field = now[old.name];
      const isLost = old.defaultValue !== undefined && field !== undefined && isRequiredInputField(field);
      return isLost ? [lost(BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED, `${was.name}.${old.name}`)] : [];
    });
  }
  if (!(isObjectType(was) || isInterfaceType(was)) || !(isObjectType(is) || isInterfaceType(is))) return [];
  const now = is.getFields();
  return Object.values(was.getFields()).flatMap(({ name, args }) =>
    args.flatMap((old) => {
      const argument = now[name]?.args.find((one) => one.name === old.name);
      const isLost = old.defaultValue !== undefined && argument !== undefined && isRequiredArgument(argument);
      return isLost ? [lost(BreakingChangeType.REQUIRED_ARG_ADDED, `${was.name}.${name} arg ${old.name}`)] : [];
    }),
  );
}

/** Changes of a schema that may break a client: those that graphql-js knows, and defaults that are no more. */
export const breakingChanges = (before: GraphQLSchema, after: GraphQLSchema): BreakingChange[] => [
  ...findBreakingChanges(before, after).filter((change) => !isOfScalars(change)),
  ...Object.values(before.getTypeMap()).flatMap((type) => lostDefaults(type, after.getType(type.name))),
];
