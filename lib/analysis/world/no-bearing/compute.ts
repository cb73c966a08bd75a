import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const COMPUTE: NoBearing = {
  reason: "disks, images, placement and schedules of machines",
  types: azurerm(`
    automanage_configuration availability_set batch_account batch_application batch_certificate batch_job
    capacity_reservation capacity_reservation_group dedicated_host dedicated_host_group dev_center
    dev_center_catalog dev_center_dev_box_definition dev_center_environment_type dev_center_gallery
    dev_center_project dev_center_project_environment_type dev_test_global_vm_shutdown_schedule dev_test_lab
    dev_test_schedule disk_access disk_encryption_set gallery_application gallery_application_version image
    maintenance_assignment_dedicated_host maintenance_assignment_dynamic_scope
    maintenance_assignment_virtual_machine maintenance_assignment_virtual_machine_scale_set
    maintenance_configuration managed_disk managed_disk_sas_token mssql_virtual_machine mssql_virtual_machine_group
    proximity_placement_group shared_image shared_image_gallery shared_image_version ssh_public_key
    virtual_desktop_application virtual_desktop_application_group virtual_desktop_host_pool
    virtual_desktop_host_pool_registration_info virtual_desktop_scaling_plan
    virtual_desktop_scaling_plan_host_pool_association virtual_desktop_workspace
    virtual_desktop_workspace_application_group_association virtual_machine_data_disk_attachment
    virtual_machine_implicit_data_disk_from_source
  `),
};
