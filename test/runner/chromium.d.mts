/** Where the browser is: CHROMIUM names it, else it is looked for by its usual names along PATH; null where there is none. */
export function findChromium(
  env: Readonly<Record<string, string | undefined>>,
  exists?: (path: string) => boolean,
): string | null;
/** Whether the absence of a browser is a failure: REQUIRE_BROWSER or CI is set. */
export function browserRequired(env: Readonly<Record<string, string | undefined>>): boolean;
/** How the browser is started: without a window, and without calls to anybody. */
export const chromiumFlags: readonly string[];
