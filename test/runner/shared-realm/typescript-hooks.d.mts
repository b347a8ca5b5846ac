/** What Node is told to run in the place of a file. */
interface Translated {
  readonly format: 'module';
  readonly source: string;
  readonly shortCircuit: true;
}

/** Node's hook that answers a library's name, such as `@cisterna/domain`, with its public face; all else is left to Node. */
export function resolve<T>(specifier: string, context: object, next: (specifier: string, context: object) => T): T;
/** Node's hook that makes JavaScript of this repository's TypeScript, with the source map inside; all else is left to Node. Rejects with what swc says of a fault in it. */
export function load<T>(
  url: string,
  context: object,
  next: (url: string, context: object) => T,
): Promise<T | Translated>;
