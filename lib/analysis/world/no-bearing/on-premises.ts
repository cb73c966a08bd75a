import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const ON_PREMISES: NoBearing = {
  reason: "hardware and software outside Azure: what is on-premises is stated with --assume",
  types: azurerm(`
    arc_kubernetes_cluster arc_kubernetes_cluster_extension arc_kubernetes_flux_configuration
    arc_kubernetes_provisioned_cluster arc_machine arc_machine_automanage_configuration_assignment
    arc_machine_extension arc_private_link_scope arc_resource_bridge_appliance databox_edge_device
    express_route_port express_route_port_authorization extended_custom_location extended_location_custom_location
    mobile_network mobile_network_attached_data_network mobile_network_data_network
    mobile_network_packet_core_control_plane mobile_network_packet_core_data_plane mobile_network_service
    mobile_network_sim mobile_network_sim_group mobile_network_sim_policy mobile_network_site mobile_network_slice
    orbital_contact orbital_spacecraft stack_hci_cluster stack_hci_deployment_setting stack_hci_extension
    stack_hci_logical_network stack_hci_marketplace_gallery_image stack_hci_network_interface stack_hci_storage_path
    stack_hci_virtual_hard_disk storage_mover_agent system_center_virtual_machine_manager_availability_set
    system_center_virtual_machine_manager_cloud system_center_virtual_machine_manager_server
    system_center_virtual_machine_manager_virtual_machine_instance
    system_center_virtual_machine_manager_virtual_machine_instance_guest_agent
    system_center_virtual_machine_manager_virtual_machine_template
    system_center_virtual_machine_manager_virtual_network vmware_express_route_authorization
    vmware_netapp_volume_attachment
  `),
};
