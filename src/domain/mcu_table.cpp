#include "domain/mcu_table.hpp"

#include <algorithm>
#include <array>

#include "domain/mcu_name.hpp"

namespace kilograph::domain {
namespace {

constexpr std::string_view kASR = "ASR Microelectronics, data sheets";
constexpr std::string_view kAlif = "Alif Semiconductor, Ensemble data sheets";
constexpr std::string_view kAmbiq = "Ambiq, data sheets";
constexpr std::string_view kAnalog = "Analog Devices, data sheets";
constexpr std::string_view kArtery = "Artery, data sheets";
constexpr std::string_view kBouffalo = "Bouffalo Lab, data sheets";
constexpr std::string_view kCanaan = "Canaan, K210 data sheet";
constexpr std::string_view kEspressif = "Espressif, technical reference manuals";
constexpr std::string_view kGigaDevice = "GigaDevice, data sheets of the series";
constexpr std::string_view kHDSC = "HDSC, data sheets";
constexpr std::string_view kHimax = "Himax, WE-I Plus data sheet";
constexpr std::string_view kHimax2 = "Himax, WiseEye2 data sheet";
constexpr std::string_view kInfineon = "Infineon, data sheets";
constexpr std::string_view kMicrochip = "Microchip, data sheets of the family";
constexpr std::string_view kNordic = "Nordic Semiconductor, product specifications";
constexpr std::string_view kNuvoton = "Nuvoton, technical reference manuals";
constexpr std::string_view kNxp = "NXP, data sheets and reference manuals of the family";
constexpr std::string_view kRaspberry = "Raspberry Pi Ltd, chip data sheets";
constexpr std::string_view kRealtek = "Realtek, data sheets";
constexpr std::string_view kRenesas = "Renesas, hardware manuals of the group";
constexpr std::string_view kSiFive = "SiFive, FE310 manual";
constexpr std::string_view kSiFive2 = "SiFive, FU540 manual";
constexpr std::string_view kSilabs = "Silicon Labs, reference manuals of the family";
constexpr std::string_view kSt = "STMicroelectronics, data sheets of the series";
constexpr std::string_view kSyntiant = "Syntiant, product briefs";
constexpr std::string_view kTi = "Texas Instruments, data sheets of the family";
constexpr std::string_view kWCH = "WCH, data sheets of the series";

constexpr auto kRows = std::to_array<McuRow>({
    {"Cortex-M0+", kASR, "asr6501 asr6502 asr6505"},
    {"Cortex-M55", kAlif, "ae101f ae302f ae512f ae722f"},
    {"Cortex-M4F", kAmbiq, "ama1 ama2 ama3 ama4 amap42 amapollo apollo1 apollo2 apollo3 apollo4"},
    {"Cortex-M55", kAmbiq, "ap5 apollo5"},
    {"Cortex-M3", kAnalog, "aducm30 aducm36"},
    {"Cortex-M4F", kAnalog, "aducm40 max3262 max3263 max3265 max3266 max3267 max3269 max7800"},
    {"Cortex-M4F", kArtery, "at32f4"},
    {"RV32", kBouffalo, "bl602 bl604 bl616 bl702"},
    {"RV64GC", kCanaan, "k210"},
    {"RISC-V (ESP32-C)", kEspressif, "esp32c esp8684 esp8685"},
    {"RISC-V (ESP32-H)", kEspressif, "esp32h"},
    {"RISC-V (ESP32-P)", kEspressif, "esp32p"},
    {"Xtensa LX106", kEspressif, "esp8266 esp8285"},
    {"Xtensa LX6 (ESP32)", kEspressif, "esp32"},
    {"Xtensa LX7 (ESP32-S2)", kEspressif, "esp32s2"},
    {"Xtensa LX7 (ESP32-S3)", kEspressif, "esp32s3"},
    {"Cortex-M23", kGigaDevice, "gd32e23 gd32l23"},
    {"Cortex-M3", kGigaDevice, "gd32f1 gd32f2"},
    {"Cortex-M4F", kGigaDevice, "gd32e5 gd32f3 gd32f4"},
    {"RV32IMAC", kGigaDevice, "gd32vf103"},
    {"Cortex-M4F", kHDSC, "hc32f4"},
    {"ARC EM9D", kHimax, "hx6537"},
    {"Cortex-M55", kHimax2, "hx6538 we2"},
    {"Cortex-M0", kInfineon, "xmc1"},
    {"Cortex-M3", kInfineon, "cy8c5"},
    {"Cortex-M4F", kInfineon, "cy8c6 xmc4"},
    {"AVR", kMicrochip, "at90 atmega attiny atxmega avr"},
    {"AVR32", kMicrochip, "at32uc3 uc3"},
    {"Cortex-M0+", kMicrochip,
     "pic32cm samc20 samc21 samd09 samd10 samd11 samd20 samd21 samda1 samha1 saml21 saml22 "
     "samr21 samr30 samr34"},
    {"Cortex-M23", kMicrochip, "pic32cmle pic32cmls saml10 saml11"},
    {"Cortex-M3", kMicrochip, "sam3"},
    {"Cortex-M4", kMicrochip, "sam4l sam4n sam4s"},
    {"Cortex-M4F", kMicrochip, "pic32cx sam4e samd51 same51 same53 same54 samg5"},
    {"Cortex-M7F", kMicrochip, "pic32cz same70 samrh7 sams70 samv7"},
    {"MIPS32 M-Class", kMicrochip, "32mz pic32mz"},
    {"MIPS32 M4K", kMicrochip, "32mx pic32mm pic32mx"},
    {"MIPS32 microAptiv", kMicrochip, "pic32mk"},
    {"Cortex-M0", kNordic, "nrf51"},
    {"Cortex-M33F", kNordic, "nrf53 nrf54 nrf91"},
    {"Cortex-M4", kNordic, "nrf52805 nrf52810 nrf52811 nrf52820"},
    {"Cortex-M4F", kNordic, "nrf52"},
    {"Cortex-M23", kNuvoton, "m2351 m251 m252"},
    {"Cortex-M4F", kNuvoton, "m451 m480 m481 m482 m483 m484 m485 m487"},
    {"Cortex-A53", kNxp, "mimx8m"},
    {"Cortex-A7", kNxp, "mimx6ul mimx7"},
    {"Cortex-M0", kNxp, "lpc11 lpc12"},
    {"Cortex-M0+", kNxp, "k32l2 lpc11e6 lpc11u6 lpc51u lpc8 mcxc mke mkl mkm mkv1 mkw0 mkw3 mkw40 mkw41 s32k11"},
    {"Cortex-M3", kNxp, "lpc13 lpc15 lpc17 lpc18"},
    {"Cortex-M33", kNxp, "lpc5502 lpc5504 lpc5506"},
    {"Cortex-M33F", kNxp, "imxrt5 imxrt6 k32w1 lpc55 mcxa mcxn mcxw mimxrt5 mimxrt6"},
    {"Cortex-M4", kNxp, "mk10 mk11 mk12 mk20 mk21d mk22d mk30 mk40 mk50 mk51 mk52 mk53 mk60 mk60d mkw2"},
    {"Cortex-M4F", kNxp,
     "k32l3 lpc40 lpc43 lpc540 lpc541 lpc546 mk02 mk22f mk24f mk26 mk27 mk28 mk61 mk63 mk64 "
     "mk65 mk66 mk70 mk80 mk81 mk82 mke14f mke16f mke18f mkv3 mkv4 s32k14"},
    {"Cortex-M7F", kNxp, "imxrt10 imxrt11 mimxrt10 mimxrt11 mkv5 s32k3"},
    {"Cortex-A53", kRaspberry, "bcm2837"},
    {"Cortex-A72", kRaspberry, "bcm2711"},
    {"Cortex-A76", kRaspberry, "bcm2712"},
    {"Cortex-M0+", kRaspberry, "rp2040"},
    {"Cortex-M33F", kRaspberry, "rp235"},
    {"Cortex-M3", kRealtek, "rtl8195 rtl8710"},
    {"Cortex-M23", kRenesas, "r7fa2 ra2"},
    {"Cortex-M33F", kRenesas, "r7fa4 r7fa6 ra4 ra6"},
    {"Cortex-M4F", kRenesas, "r7fa4m1 r7fa4w1 r7fa6m1 r7fa6m2 r7fa6m3 r7fa6t1 ra4m1 ra4w1 ra6m1 ra6m2 ra6m3 ra6t1"},
    {"Cortex-M85", kRenesas, "r7fa8 r7ka8 ra8"},
    {"RL78", kRenesas, "r5f1 rl78"},
    {"RV32IMAC", kSiFive, "fe310"},
    {"RV64GC", kSiFive2, "fu540"},
    {"Cortex-M0+", kSilabs, "efm32hg efm32tg11 efm32zg"},
    {"Cortex-M3", kSilabs, "efm32g efm32gg efm32jg1 efm32lg efm32tg"},
    {"Cortex-M33F", kSilabs, "bgm2 efm32pg2 efr32bg2 efr32fg2 efr32mg2 efr32sg2 efr32zg2 mgm2 siwx91"},
    {"Cortex-M4F", kSilabs,
     "bgm1 efm32gg11 efm32gg12 efm32jg12 efm32pg1 efm32wg efr32bg1 efr32fg1 efr32mg1 "
     "efr32zg1 mgm1 mgm12"},
    {"Cortex-M0", kSt, "stm32f0"},
    {"Cortex-M0+", kSt, "stm32c0 stm32g0 stm32l0 stm32u0 stm32wb0"},
    {"Cortex-M3", kSt, "stm32f1 stm32f2 stm32l1 stm32w1"},
    {"Cortex-M33F", kSt, "stm32h5 stm32l5 stm32u3 stm32u5 stm32wba"},
    {"Cortex-M4", kSt, "stm32mp1 stm32wl"},
    {"Cortex-M4F", kSt, "stm32f3 stm32f4 stm32g4 stm32l4 stm32wb"},
    {"Cortex-M55", kSt, "stm32n6"},
    {"Cortex-M7F", kSt, "stm32f7 stm32h7"},
    {"Cortex-M0", kSyntiant, "ndp101 ndp120 ndp200"},
    {"C28x", kTi, "f28 tms320f28"},
    {"Cortex-M0+", kTi, "cc2340 mspm0"},
    {"Cortex-M3", kTi, "cc1310 cc1350 cc2620 cc2630 cc2640 cc2650 lm3s"},
    {"Cortex-M33F", kTi, "cc1314 cc1354 cc13x4 cc2674 cc26x4"},
    {"Cortex-M4", kTi, "cc3200 cc3220 cc3235"},
    {"Cortex-M4F", kTi, "cc1312 cc1352 cc2642 cc2652 lm4f lplm4f lptm4c msp432 tm4c"},
    {"MSP430", kTi, "lpmsp430 msp430"},
    {"Cortex-M3", kWCH, "ch32f1 ch32f2"},
    {"RV32", kWCH, "ch32v ch32x ch57 ch58 ch59"},
});

}  // namespace

std::span<const McuRow> mcu_rows() { return kRows; }

const McuRow* mcu_row(std::string_view mcu) {
  const std::string name = mcu_name(mcu);
  const McuRow* best = nullptr;
  std::size_t longest = 0;
  for (const McuRow& row : kRows) {
    for (std::string_view rest = row.prefixes; !rest.empty();) {
      const std::string_view prefix = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(prefix.size() + 1, rest.size()));
      if (prefix.size() <= longest || !name.starts_with(prefix)) continue;
      best = &row;
      longest = prefix.size();
    }
  }
  return best;
}

}  // namespace kilograph::domain
