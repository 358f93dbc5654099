import { isAbstractType, type GraphQLTypeResolver } from 'graphql';
import { UserError } from '../lib/errors/UserError.js';

type TypeResolver = GraphQLTypeResolver<unknown, unknown>;

/** Tells the type of an object; one that is not in the schema of who asks is a `UserError` (`FIELD_NOT_READABLE`) that does not name it. */
export function shownTypes(resolveType: TypeResolver): TypeResolver {
  return (value, context, info, type) => {
    const checked = (name: string | undefined): string | undefined => {
      const { schema } = info;
      const current = schema.getType(type.name);
      const found = name === undefined ? undefined : schema.getType(name);
      if (
        isAbstractType(current) &&
        found !== undefined &&
        schema.getPossibleTypes(current).some((one) => one === found)
      )
        return name;
      throw new UserError('What is here is of a type that your role may not read.', 'FIELD_NOT_READABLE');
    };
    const named = resolveType(value, context, info, type);
    return named instanceof Promise ? named.then(checked) : checked(named as string | undefined);
  };
}
