export { ApplicationDifference, CONTROLLER_OWNED } from './application-policy';
export { argoCdAddOns, ArgoCdAddOnsOptions } from './argo-cd-add-ons';
export { ArgoCdDelivery } from './argo-cd-delivery';
export { ArgoCdDeliveryProject, ArgoCdDeliveryProps } from './argo-cd-delivery-props';
export { FolderObject } from './folder-objects';
export * from './project/argo-cd-project-spec';
export { ArgoCdSyncWindow } from './project/sync-window';
