import Type from 'typebox';

/** What a person says: a text of 1 to `longest` characters, not all of them space. */
export const words = (longest: number, description: string) =>
  Type.Refine(
    Type.String({ minLength: 1, maxLength: longest, description }),
    text => text.trim() !== '' && text.length <= longest,
    () => `must be a text of 1 to ${longest} characters`,
  );
