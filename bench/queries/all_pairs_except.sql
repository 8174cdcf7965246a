-- Pairs that fit: those with memory enough, less those where a needed sensor is not served.
SELECT count(*) FROM (
  SELECT m.m, d.d FROM models m JOIN devices d USING (k) WHERE d.is_free AND d.ram >= m.ram_sure AND d.flash >= m.flash_sure
  EXCEPT
  SELECT n.m, d.d FROM needs n CROSS JOIN devices d WHERE d.has_sure & (1::UBIGINT << n.s) = 0
);
