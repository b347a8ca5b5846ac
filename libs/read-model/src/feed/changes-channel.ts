/** PostgreSQL's channel on which each batch that changed something is told; the payload is its partition. */
export const changesChannel = 'cisterna_changes';
