/** PostgreSQL's channel on which each batch that changed something is told; the payload is its partition. */
export const changesChannel = 'cisterna_changes';

/** PostgreSQL's channel on which each commit that changed an alert is told, by a batch or by a person, or what keeps alerts silent; the payload is empty. */
export const alertChangesChannel = 'cisterna_alert_changes';
