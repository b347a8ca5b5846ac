import { cursorParameter, limitParameter, type JsonSchema } from './parameter.ts';

/** The parameters of every list. */
export const page = { limit: limitParameter, cursor: cursorParameter };

/** A schema that the contract keeps under a name. */
export const named = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
