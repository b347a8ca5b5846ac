import Type from 'typebox';
import { optional } from '../fields.ts';

/** What a person says: a text of 1 to `longest` characters, not all of them space. */
export const words = (longest: number, description: string) =>
  Type.Refine(
    Type.String({ minLength: 1, maxLength: longest, description }),
    text => text.trim() !== '' && text.length <= longest,
    () => `must be a text of 1 to ${longest} characters`,
  );

/** Who acts, in the body of a call. */
export const actor = optional(
  words(200, 'Who acts. With credentials it is their holder, and may be left out; with open access it must be given.'),
);
