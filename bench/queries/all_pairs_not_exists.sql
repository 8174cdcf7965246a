-- Pairs that fit: no needed sensor exists that is not served.
SELECT count(*) FROM models m JOIN devices d USING (k)
WHERE d.is_free AND d.ram >= m.ram_sure AND d.flash >= m.flash_sure AND NOT EXISTS (
  SELECT 1 FROM needs n WHERE n.m = m.m AND NOT EXISTS (SELECT 1 FROM serves s WHERE s.d = d.d AND s.s = n.s)
);
