import type { Locator, Page } from 'playwright-core';

/** The rows of the fleet that are drawn. */
export const rows = (page: Page): Locator => page.locator('.line');

/** A pump's row of the fleet. */
export const rowOf = (page: Page, pumpId: string): Locator =>
  rows(page).filter({ has: page.getByText(pumpId, { exact: true }) });

/** The pumps of the fleet in the order of their rows. */
export const pumpsShown = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('.line')].sort((a, b) => a.offsetTop - b.offsetTop).map(line => line.querySelector('.cell-pump a').textContent)`,
  );

/** The rows of the alerts that are drawn. */
export const alertRows = (page: Page): Locator => page.locator('.alert-row');

/** The row of a pump's alert of such a title. */
export const alertRow = (page: Page, pumpId: string, title: RegExp): Locator =>
  alertRows(page).filter({ hasText: pumpId }).filter({ hasText: title });

/** The words of what has the focus: its label, or its text, or what it is labelled by. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(({ activeElement: on }) => {
    if (on === null) return '';
    const own = (on.getAttribute('aria-label') ?? on.labels?.[0]?.textContent ?? on.textContent).trim();
    return own !== '' ? own : (document.getElementById(on.getAttribute('aria-labelledby')?.split(' ')[0])?.textContent ?? '').trim();
  })(document)`);

/** More than any page here takes to be walked through. */
const onceAround = 80;
/** What a page may take to fetch what it shows. */
const loadingMs = 10_000;

/**
 * Goes by the Tab key until that has the focus.
 * @throws when the whole page has been walked through and has had the time to load
 */
export const tabTo = async (page: Page, words: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const deadline = performance.now() + loadingMs;
  const passed: string[] = [];
  while (passed.length < onceAround || performance.now() < deadline) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (words.test(now)) return;
    passed.push(now.slice(0, 40));
  }
  throw new Error(`the ${key} key never came to ${String(words)}, but to: ${passed.slice(-onceAround).join(' | ')}`);
};

/** Goes by the Tab key until that has the focus, and presses Enter or another key on it. */
export const pressOn = async (page: Page, words: RegExp, key = 'Enter'): Promise<void> => {
  await tabTo(page, words);
  await page.keyboard.press(key);
};

/** Counts the clicks that a task takes. */
export class Clicks {
  count = 0;

  async on(target: Locator): Promise<void> {
    this.count += 1;
    await target.click();
  }

  /** Choosing from a list takes one click on it; the rest is keys. */
  async choose(list: Locator, option: string): Promise<void> {
    this.count += 1;
    await list.selectOption(option);
  }
}
