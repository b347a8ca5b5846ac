/** One message of an event stream; `data` is one line of JSON. */
export interface SseMessage {
  readonly event: 'pump' | 'alert' | 'system' | 'snapshot';
  readonly id: string;
  readonly data: string;
}

/** Writes a message in the `text/event-stream` format. JSON has no line breaks, so `data` is one line. */
export const sseText = ({ event, id, data }: SseMessage): string => `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`;

/** A comment: keeps proxies from closing a quiet stream, and is ignored by readers. */
export const sseComment = ': still here\n\n';
