import { z } from 'zod';
import { requestLimits } from '../../words/limits.js';
import { bounded, boundedWhole } from '../bounded.js';

const coordinate = z
  .string()
  .regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*(\([A-Za-z_]\w*:\))?)?$/, 'is no coordinate such as Customer.points or Customer');

/** The key `limits`: what one request may take. */
export const limitKeys = z
  .strictObject({
    depth: boundedWhole(1, 100).default(requestLimits.depth),
    tokens: boundedWhole(10, 100_000).default(requestLimits.tokens),
    /** Fields under aliases; those of the same name in one object are one. */
    aliases: boundedWhole(0, 10_000).default(requestLimits.aliases),
    rootFields: boundedWhole(1, 10_000).default(requestLimits.rootFields),
    directives: boundedWhole(0, 10_000).default(requestLimits.directives),
    /** Different ones that one `_entities` answers. */
    representations: boundedWhole(1, 1_000_000).default(requestLimits.representations),
    /** Bytes. */
    body: boundedWhole(100, 100_000_000).default(requestLimits.body),
    /** Seconds until a request is answered, and that a client may take nothing of its answer. */
    seconds: bounded(0.1, 3600).default(requestLimits.seconds),
    /** Bytes. */
    answer: boundedWhole(1000, 400_000_000).default(requestLimits.answer),
    /** Estimated points of one operation. */
    cost: boundedWhole(1, 1e12).default(requestLimits.cost),
    /** The same of all operations that run in this process. */
    runningCost: boundedWhole(1, 1e13).default(requestLimits.runningCost),
    /** Entries that a list is reckoned with of which nothing says how long it is. */
    listLength: boundedWhole(1, 1000).default(requestLimits.listLength),
    /** Points by coordinate, before what `@cost` says. */
    weights: z
      .record(coordinate, bounded(0, 1e9))
      .refine((weights) => Object.keys(weights).length <= 10_000, 'has more than 10,000 coordinates')
      .default({}),
    /** Estimated bytes that one request takes while it is answered; left out: what the heap allows, see `memoryLimits`. */
    memory: boundedWhole(1_000_000, 1e12).optional(),
    /** The same of all running requests together. */
    totalMemory: boundedWhole(1_000_000, 1e12).optional(),
  })
  .refine(({ memory, totalMemory }) => memory === undefined || totalMemory === undefined || memory <= totalMemory, {
    path: ['memory'],
    message: 'is more than totalMemory, so no request could ever take it',
  })
  .refine(({ cost, runningCost }) => cost <= runningCost, {
    path: ['cost'],
    message: 'is more than runningCost, so no operation could ever have it',
  })
  .prefault({});
