"""Automation: the sensor that looks at the automation conditions of the assets."""

import dagster as dg

automation_sensor = dg.AutomationConditionSensorDefinition(
    "default_automation_condition_sensor",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=30,
    description="Requests what an asset's automation condition asks for, such as new bills.",
)

sensors = [automation_sensor]
