/** The id of the page's content, behind the header. */
export const contentId = 'content';

/** Brings the focus to the content, from where the Tab key goes on into it. */
export const focusContent = (): void => {
  document.getElementById(contentId)?.focus();
};
