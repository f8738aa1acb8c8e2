import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { UserExecutionContext } from '../context/user-execution-context.js';
import type { LeakMessage, LegacyMessage, ScopeCloseMessage, ScopeOpenMessage } from './channels.js';

/** What of `@opentelemetry/api` is used, so that it stays the server's own choice and version. */
export type TelemetryApi = {
  readonly trace: { getActiveSpan(): TelemetrySpan | undefined };
  readonly metrics: { getMeter(name: string): TelemetryMeter };
};
export type TelemetrySpan = { setAttributes(attributes: TelemetryAttributes): unknown; addEvent(name: string, attributes?: TelemetryAttributes): unknown };
export type TelemetryAttributes = Record<string, string | number | boolean>;
export type TelemetryMeter = {
  createCounter(name: string, options?: { description?: string }): { add(value: number, attributes?: TelemetryAttributes): void };
  createUpDownCounter(name: string, options?: { description?: string }): { add(value: number, attributes?: TelemetryAttributes): void };
};

export type TelemetryOptions = {
  /**
   * Further attributes of the span in which a scope opens. By default there is the request id and,
   * for a child, the operation: no user id, and nothing ever goes into baggage, which travels to others.
   */
  readonly attributes?: (context: UserExecutionContext) => TelemetryAttributes;
};

/**
 * Reports scopes, legacy calls and leaks to OpenTelemetry: `observe(require('@opentelemetry/api'))`.
 * @returns a function that stops it.
 */
export function observe(api: TelemetryApi, options: TelemetryOptions = {}): () => void {
  const meter = api.metrics.getMeter('@unsingleton/runtime');
  const open = meter.createUpDownCounter('unsingleton.scopes.open', { description: 'Request scopes that are open' });
  const legacy = meter.createCounter('unsingleton.legacy.calls', { description: 'Calls of deprecated shared accessors' });
  const leaks = meter.createCounter('unsingleton.leaks', { description: 'Times that one user\'s work met another\'s' });

  const listeners = {
    'unsingleton:scope:open': (message: unknown): void => {
      const { context } = message as ScopeOpenMessage;
      open.add(1);
      api.trace.getActiveSpan()?.setAttributes({
        'unsingleton.request_id': context.requestId,
        ...(context.operation === undefined ? {} : { 'unsingleton.operation': context.operation }),
        ...options.attributes?.(context),
      });
    },
    'unsingleton:scope:close': (message: unknown): void => {
      const { errors } = message as ScopeCloseMessage;
      open.add(-1);
      if (errors.length > 0) api.trace.getActiveSpan()?.addEvent('unsingleton.disposal_failed', { errors: errors.length });
    },
    'unsingleton:legacy': (message: unknown): void => {
      const { accessor, code, mode } = message as LegacyMessage;
      legacy.add(1, { accessor, code, mode });
    },
    'unsingleton:leak': (message: unknown): void => {
      const { kind } = message as LeakMessage;
      leaks.add(1, { kind });
      api.trace.getActiveSpan()?.addEvent('unsingleton.leak', { kind });
    },
  };
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener);
  return () => {
    for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener);
  };
}
