// Inventories written by hand from the public documentation of each system.
#pragma once

#include <string_view>

namespace kilograph::ingest::inventory::tests {

inline constexpr std::string_view kCsv =
    "Serial,Type,Name,Site\n"
    "SN-1,Nano33,Press 1,\"hall 3, north\"\r\n"
    "SN-2,Nano33,,\n"
    ",Nano33,no id,\n"
    "SN-4,,no model,\n"
    "SN-1,Nano33,twice,\n"
    "SN-5,Nano33\n"
    "\"SN-6\"x,Nano33,broken,\n";

inline constexpr std::string_view kHawkbit = R"({
  "content": [
    {"controllerId": "dev-1", "name": "Press 1", "targetTypeName": "Nano33", "updateStatus": "in_sync",
     "attributes": {"site": "hall 3"},
     "_links": {"self": {"href": "https://hawkbit.example/rest/v1/targets/dev-1"}}},
    {"controllerId": "dev-2", "name": "Press 2"}
  ],
  "total": 120, "size": 2
})";

inline constexpr std::string_view kAzureTwins = R"([
  {"deviceId": "dev-1", "etag": "AAAAAAAAAAE=", "status": "enabled", "modelId": "dtmi:com:example:Nano33;1",
   "tags": {"location": {"plant": "P1"}},
   "properties": {"desired": {"$version": 1},
                  "reported": {"firmware": "1.2", "$metadata": {"$lastUpdated": "2026-01-01T00:00:00Z"}, "$version": 4}}}
])";

inline constexpr std::string_view kAzureLines =
    R"({"id": "dev-1", "eTag": "MQ==", "status": "enabled", "modelId": "dtmi:com:example:Nano33;1", )"
    R"("authentication": {"symmetricKey": {"primaryKey": null, "secondaryKey": null}}, "twinETag": "AAAA", )"
    R"("tags": {"location": {"plant": "P1"}}, "properties": {"desired": {}, "reported": {"firmware": "1.2"}}})"
    "\n";

inline constexpr std::string_view kAws = R"({
  "things": [
    {"thingName": "dev-1", "thingTypeName": "Nano33", "thingArn": "arn:aws:iot:eu-central-1:1:thing/dev-1",
     "attributes": {"site": "hall 3"}, "version": 1}
  ]
})";

}  // namespace kilograph::ingest::inventory::tests
