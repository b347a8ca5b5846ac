const pathLike = /`((?:apps|libs|test|bench|deploy|docs|\.ci)\/[\w./-]*|[\w.-]+\.(?:md|json|mjs|yml))`/g;
const headings = ['Context', 'Decision', 'Consequences'];
const medianLimit = 90;
const usualLimit = 180;
const limit = 200;

/** @param {string} page @param {(path: string) => boolean} exists */
export const missingPaths = (page, exists) => {
  const named = new Set([...page.matchAll(pathLike)].map(([, path]) => path));
  return [...named].filter(path => !exists(path));
};

/** @param {string} record */
export const missingHeadings = record => headings.filter(heading => !new RegExp(`^#+ ${heading}\\b`, 'm').test(record));

/** @param {readonly { path: string, lines: number }[]} files */
export const sizeFaults = files => {
  const faults = files
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path} has ${lines} lines (${limit} at most)`);
  const sizes = files.map(({ lines }) => lines).sort((a, b) => a - b);
  const at = share => sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? 0;
  if (at(0.5) > medianLimit)
    faults.push(`half of all source files have over ${at(0.5) - 1} lines (median ${medianLimit} at most)`);
  if (at(0.95) > usualLimit)
    faults.push(`the longest 5 % of source files begin at ${at(0.95)} lines (${usualLimit} at most)`);
  return faults;
};
