-- Pairs that fit: as many needed sensors served as needed.
SELECT count(*) FROM (
  SELECT m.m, d.d FROM models m JOIN devices d USING (k) JOIN needs n ON n.m = m.m JOIN serves s ON s.d = d.d AND s.s = n.s
  WHERE d.is_free AND d.ram >= m.ram_sure AND d.flash >= m.flash_sure
  GROUP BY m.m, d.d, m.needs HAVING count(*) = bit_count(m.needs)
);
