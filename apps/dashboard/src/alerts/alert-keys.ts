import type { KeyboardEvent } from 'react';

/** What a key press in the list asks for. */
export type KeyWish = 'down' | 'up' | 'open' | 'acknowledge' | 'settle' | null;

const wishes: Readonly<Record<string, KeyWish>> = { j: 'down', k: 'up', Enter: 'open', a: 'acknowledge', u: 'settle' };

/** What the key asks for; with Ctrl, Alt or Meta it belongs to somebody else. */
export const wishOf = ({ key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): KeyWish =>
  ctrlKey || altKey || metaKey ? null : (wishes[key] ?? null);

/** The id of the line in which an event happened. */
export const lineIdOf = (target: EventTarget): string | null => (target instanceof Element ? (target.closest('[role="row"][data-key]')?.getAttribute('data-key') ?? null) : null);

/** Moves the focus as the arrow keys do. */
export const moveFocus = (target: EventTarget, wish: 'down' | 'up'): void => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key: wish === 'down' ? 'ArrowDown' : 'ArrowUp', bubbles: true, cancelable: true }));
};
