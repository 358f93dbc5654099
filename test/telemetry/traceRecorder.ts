import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';

/** A span with those below it, in the order in which they began. */
export interface SpanTree {
  readonly name: string;
  readonly kind: string;
  readonly below: readonly SpanTree[];
}

/** What is recorded while a test runs. */
export interface TraceRecorder {
  /** Spans that have ended, the first that began first. */
  spans(): readonly ReadableSpan[];
  /** The trees of all spans without a parent among them. */
  trees(): readonly SpanTree[];
  reset(): void;
  stop(): Promise<void>;
}

/** The names of a tree, indented, which is how tests write them down. */
export const linesOf = ({ name, kind, below }: SpanTree, indent = ''): readonly string[] => [
  `${indent}${kind === 'INTERNAL' ? '' : `${kind} `}${name}`,
  ...below.flatMap((one) => linesOf(one, `${indent}  `)),
];

/** Whether a span failed, by its status. */
export const hasFailed = ({ status: { code } }: ReadableSpan): boolean => code === SpanStatusCode.ERROR;

/** Registers an SDK that keeps spans in memory, as a preload does; `stop` takes it away again. */
export function recordTraces(): TraceRecorder {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const spans = (): readonly ReadableSpan[] => {
    const began = ({ startTime: [seconds, nanoseconds] }: ReadableSpan): number => seconds * 1e9 + nanoseconds;
    return exporter.getFinishedSpans().toSorted((a, b) => began(a) - began(b));
  };
  const treeOf = (span: ReadableSpan): SpanTree => ({
    name: span.name,
    kind: SpanKind[span.kind] ?? '',
    below: spans()
      .filter(({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId)
      .map(treeOf),
  });
  return {
    spans,
    trees() {
      const ids = new Set(spans().map((span) => span.spanContext().spanId));
      return spans()
        .filter(({ parentSpanContext }) => parentSpanContext === undefined || !ids.has(parentSpanContext.spanId))
        .map(treeOf);
    },
    reset: () => exporter.reset(),
    async stop() {
      trace.disable();
      context.disable();
      propagation.disable();
      await provider.shutdown();
    },
  };
}
