/** The unit of a cluster that holds what its Flux begins with: as `clusters/<name>/flux-system` of `flux bootstrap`. */
export const ROOT_UNIT = 'flux-system';

/** The unit of a member that holds the ServiceAccount that Flux acts as: delivered before everything else, as the identity of the kubeconfig. */
export const SERVICE_ACCOUNT_UNIT = 'flux-service-account';
