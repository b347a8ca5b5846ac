/** The route of one alert, or of the list without one, with the filters of the list. */
export const alertPath = (id: string | null, query: string): string =>
  `/alerts${id === null ? '' : `/${encodeURIComponent(id)}`}${query === '' ? '' : `?${query}`}`;
