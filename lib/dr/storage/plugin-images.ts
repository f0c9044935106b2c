/**
 * The provider plug-ins for Velero 1.18, each at the release of its own that goes with it (README of each, "Compatibility"). That for CSI is part of
 * Velero since 1.14.
 */
export const PLUGIN_IMAGES = {
  aws: 'docker.io/velero/velero-plugin-for-aws:v1.14.2',
  azure: 'docker.io/velero/velero-plugin-for-microsoft-azure:v1.14.0',
  gcp: 'docker.io/velero/velero-plugin-for-gcp:v1.14.2',
} as const;
