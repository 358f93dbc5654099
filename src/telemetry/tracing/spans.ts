import { context, SpanStatusCode, trace, type Attributes, type Span, type SpanKind } from '@opentelemetry/api';
import { packageVersion } from '../../lib/process/packageRoot.js';
import { errorType } from '../errorType.js';

/** What a span is called and tells. Nothing in it may be a value of somebody's data. */
export interface SpanFacts {
  readonly name: string;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
}

/** The tracer of Facet, of whichever SDK is registered; without one its spans are nothing. */
export const tracer = () => trace.getTracer('facet-gateway', packageVersion);

/** Whether an SDK of OpenTelemetry is registered: by a preload, before a server starts. */
export function hasTracing(): boolean {
  const probe = tracer().startSpan('probe', { root: true });
  // It is never ended, so no SDK exports it; also one that is not sampled has an id.
  return trace.isSpanContextValid(probe.spanContext());
}

/** Says of a span what it failed by. */
export function failSpan(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A span below the active one, where that is recorded; else undefined, and nothing was made. */
function begin(describe: () => SpanFacts): Span | undefined {
  if (trace.getActiveSpan()?.isRecording() !== true) return undefined;
  const { name, ...options } = describe();
  return tracer().startSpan(name, options);
}

const within = <T>(span: Span, work: () => T): T => context.with(trace.setSpan(context.active(), span), work);

async function followed<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await within(span, work);
  } catch (error) {
    failSpan(span, errorType(error));
    throw error;
  } finally {
    span.end();
  }
}

/** Does something in a span below the active one; where nothing is recorded it is only done. */
export function inSpan<T>(describe: () => SpanFacts, work: () => Promise<T>): Promise<T> {
  const span = begin(describe);
  return span === undefined ? work() : followed(span, work);
}

/** Does at once what nobody waits for in a span below the active one; where nothing is recorded it is only done. */
export function inSpanNow<T>(describe: () => SpanFacts, work: () => T): T {
  const span = begin(describe);
  if (span === undefined) return work();
  try {
    return within(span, work);
  } catch (error) {
    failSpan(span, errorType(error));
    throw error;
  } finally {
    span.end();
  }
}
