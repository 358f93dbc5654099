import type { Role } from '../../config/access/Role.js';
import type { OperationCounts } from './countOperation.js';

/** What the document of an operation may have at the most. */
export interface DocumentLimits extends OperationCounts {
  readonly depth: number;
  readonly tokens: number;
}

/** The limits for documents of a role: its own, and those of the server where it has none. */
export const limitsFor = ({ limits: own }: Pick<Role, 'limits'>, limits: DocumentLimits): DocumentLimits => ({
  depth: own.depth ?? limits.depth,
  tokens: own.tokens ?? limits.tokens,
  aliases: own.aliases ?? limits.aliases,
  rootFields: own.rootFields ?? limits.rootFields,
  directives: own.directives ?? limits.directives,
});
